package io.github.safr.training;

import io.github.safr.model.TokenEncoder;
import io.github.safr.model.Versions;
import io.github.safr.model.Vocabulary;
import io.github.safr.model.Window;
import io.github.safr.model.WordEncoder;
import io.github.safr.network.LossSettings;
import io.github.safr.network.LossValues;
import io.github.safr.network.Objective;
import io.github.safr.network.OptimizerSettings;
import io.github.safr.network.TrainingGraph;
import io.github.safr.network.WordArchitecture;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Trains a network until the development texts say stop, and gives back the weights of the best
 * epoch. A checkpoint after every epoch lets a run that was interrupted go on as if it had not
 * been: the order of the texts and all random draws follow from the seed, the epoch and the step.
 */
public final class Trainer {

  private static final int HEADS = 8;
  private static final int WIDTH = 256;
  private static final int INNER_WIDTH = 1024;
  private static final int BLOCKS = 1;
  private static final double WARM_UP = 0.1;
  private static final boolean LOWER_CASE = true;

  private final TrainingOptions options;
  private final TrainingData data;
  private final TrainingListener listener;
  private final TokenEncoder encoder;
  private final WordArchitecture architecture;

  public Trainer(TrainingOptions options, TrainingData data, TrainingListener listener) {
    this.options = options;
    this.data = data;
    this.listener = listener;
    Vocabulary vocabulary =
        Vocabulary.count(data.normalizedTrain(LOWER_CASE).toList(), options.minCount());
    this.encoder = new WordEncoder(vocabulary, LOWER_CASE);
    if (!vocabulary.hasWords()) {
      throw new IllegalArgumentException(
          "No word of the training data occurs "
              + options.minCount()
              + " times. Use more data or a smaller least count (--min-count).");
    }
    this.architecture =
        new WordArchitecture(
            encoder.size(),
            data.labels().size(),
            WIDTH,
            HEADS,
            BLOCKS,
            INNER_WIDTH,
            options.objective().masks(),
            options.objective() == Objective.CORRECTED,
            options.maskHidden(),
            options.maskContext(),
            options.maxTokens(),
            options.dropout(),
            options.paperPadding() > 0);
  }

  /**
   * Trains, from the beginning or from the checkpoint.
   *
   * @param checkpoints directory for checkpoints and nothing else
   * @param resume whether to go on from a checkpoint, if there is one
   * @throws IOException if a checkpoint cannot be written, or does not fit options and data
   */
  public TrainedNetwork train(Path checkpoints, boolean resume) throws IOException {
    Checkpoint checkpoint = new Checkpoint(checkpoints);
    List<Example> train = examples(data.train(), data.trainClasses());
    List<Example> dev = examples(data.dev(), data.devClasses());
    try (TrainingGraph graph = newGraph()) {
      Checkpoint.State state = start(checkpoint, resume, graph);
      listener.started(train.size(), encoder.size(), data.labels().size(), state.epoch());
      BatchPlanner planner = new BatchPlanner(train, options.batchTokens(), options.paperPadding());
      long stepsInEpoch = planner.epoch(seedOf(1)).size();
      LearningRateSchedule rate =
          new LearningRateSchedule(
              options.learningRate(),
              options.decay() ? stepsInEpoch * options.epochs() : 0,
              WARM_UP);
      while (!finished(state)) {
        state = epoch(graph, planner, rate, dev, state);
        checkpoint.write(state, graph);
        listener.epochFinished(state.history().get(state.epoch() - 1));
      }
      checkpoint.restore(state.bestEpoch(), graph);
      return new TrainedNetwork(
          architecture, encoder, graph.weights(), state.best(), state.history());
    }
  }

  private TrainingGraph newGraph() {
    return new TrainingGraph(
        architecture,
        new LossSettings(
            options.objective(),
            options.lambdaImportance(),
            options.lambdaInteraction(),
            options.keepPrior(),
            List.of(BLOCKS)),
        new OptimizerSettings(options.embeddingDeviation(), options.clipNorm()),
        options.seed(),
        options.threads());
  }

  private Checkpoint.State start(Checkpoint checkpoint, boolean resume, TrainingGraph graph)
      throws IOException {
    Map<String, Object> fingerprint = new TreeMap<>(options.fingerprint());
    fingerprint.put("data", data.sources().stream().map(DataSource::sha256).toList().toString());
    fingerprint.put("vocabulary", (long) encoder.size());
    fingerprint.put("safr-uima", Versions.own());
    if (!resume || !checkpoint.exists()) {
      checkpoint.delete();
      return new Checkpoint.State(fingerprint, 0, 0, List.of());
    }
    Checkpoint.State state = checkpoint.read();
    if (!fingerprint.equals(state.fingerprint())) {
      throw new IOException(
          "The checkpoint was made with other options, data or another version. Give the ones it was"
              + " started with, or start again without --resume.");
    }
    checkpoint.restore(state.epoch(), graph);
    return state;
  }

  private boolean finished(Checkpoint.State state) {
    return state.epoch() >= options.epochs()
        || state.epoch() - state.bestEpoch() >= options.patience() && state.epoch() > 0;
  }

  private Checkpoint.State epoch(
      TrainingGraph graph,
      BatchPlanner planner,
      LearningRateSchedule rate,
      List<Example> dev,
      Checkpoint.State before) {
    int epoch = before.epoch() + 1;
    long step = before.step();
    double information = new InformationSchedule(options.lambdaInformation()).at(epoch);
    List<List<Example>> batches = planner.epoch(seedOf(epoch));
    EpochMeter meter = new EpochMeter(epoch, options.epochs(), batches.size());
    for (List<Example> batch : batches) {
      step++;
      TokenBatch rectangle = TokenBatch.padded(hideWords(batch, step), options.paperPadding());
      int[] labels = batch.stream().mapToInt(Example::label).toArray();
      LossValues loss = graph.step(rectangle, labels, step, rate.at(step), information);
      if (!Double.isFinite(loss.total()) || !Double.isFinite(loss.gradientNorm())) {
        throw new IllegalStateException(
            "The loss is no longer a number after step "
                + step
                + ". Train again with a smaller --learning-rate.");
      }
      listener.stepped(meter.add(batch, rectangle, loss));
    }
    DevEvaluation evaluation =
        DevEvaluation.of(
            graph, dev, data.devClasses(), data.labels().size(), options.paperPadding());
    boolean best =
        before.bestEpoch() == 0 || better(evaluation, before.history().get(before.bestEpoch() - 1));
    List<EpochReport> history = new ArrayList<>(before.history());
    history.add(meter.report(evaluation, best));
    return new Checkpoint.State(
        before.fingerprint(), step, best ? epoch : before.bestEpoch(), history);
  }

  private static boolean better(DevEvaluation now, EpochReport before) {
    return now.accuracy() > before.devAccuracy()
        || now.accuracy() == before.devAccuracy() && now.loss() < before.devLoss();
  }

  /** Replaces some words by the unknown word, so that the model learns what to make of it. */
  private List<PieceSequence> hideWords(List<Example> batch, long step) {
    if (options.wordDropout() == 0) {
      return batch.stream().map(Example::pieces).toList();
    }
    WordHiding hiding = new WordHiding(options.wordDropout(), encoder.unknown());
    SplittableRandom random = new SplittableRandom(options.seed() * 0xD1342543DE82EF95L + step);
    return batch.stream().map(example -> hiding.hide(example.pieces(), random)).toList();
  }

  private List<Example> examples(List<List<String>> texts, int[] classes) {
    int longest = options.maxTokens();
    List<Example> examples = new ArrayList<>();
    for (int text = 0; text < texts.size(); text++) {
      int[][] pieces = encoder.encode(texts.get(text));
      for (Window window : encoder.windows(pieces, longest, 0)) {
        examples.add(new Example(encoder.sequence(pieces, window, longest), classes[text], text));
      }
    }
    return examples;
  }

  private long seedOf(int epoch) {
    return options.seed() * 1_000_003L + epoch;
  }
}
