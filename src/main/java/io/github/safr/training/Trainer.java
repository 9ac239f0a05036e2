package io.github.safr.training;

import io.github.safr.model.Versions;
import io.github.safr.network.LossSettings;
import io.github.safr.network.LossValues;
import io.github.safr.network.OptimizerSettings;
import io.github.safr.network.TrainingGraph;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trains a network until the development texts say stop, and gives back the weights of the best
 * epoch. A checkpoint every few minutes and after every epoch lets a run that was interrupted go on
 * as if it had not been: the order of the texts and all random draws follow from the seed, the
 * epoch and the step.
 */
public final class Trainer {

  private static final double WARM_UP = 0.1;
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(5);

  private final TrainingOptions options;
  private final TrainingData data;
  private final TrainingListener listener;
  private final Duration betweenCheckpoints;
  private final NetworkPlan plan;

  /**
   * Prepares a training.
   *
   * @throws IllegalArgumentException if the data has no words for the network
   * @throws IllegalStateException if the network starts from weights that are not on the class path
   */
  public Trainer(TrainingOptions options, TrainingData data, TrainingListener listener) {
    this(options, data, listener, BETWEEN_CHECKPOINTS);
  }

  Trainer(
      TrainingOptions options,
      TrainingData data,
      TrainingListener listener,
      Duration betweenCheckpoints) {
    this.options = options;
    this.data = data;
    this.listener = listener;
    this.betweenCheckpoints = betweenCheckpoints;
    this.plan = NetworkPlan.of(options, data);
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
    WindowSample train =
        new WindowSample(examples(data.train(), data.trainClasses()), options.windowsPerText());
    List<Example> dev = examples(data.dev(), data.devClasses());
    TrainedNetwork trained;
    try (TrainingGraph graph = newGraph()) {
      Checkpoint.State state = start(checkpoint, resume, graph, fingerprint(train, dev));
      listener.started(
          train.examples().size(),
          plan.encoder().size(),
          data.labels().size(),
          state.epoch(),
          state.partial().batches());
      LearningRateSchedule rate =
          new LearningRateSchedule(
              options.learningRate(), options.decay() ? steps(train) : 0, WARM_UP);
      while (!finished(state)) {
        state = epoch(graph, train, rate, dev, state, checkpoint);
        checkpoint.write(state, graph);
        listener.epochFinished(state.history().get(state.epoch() - 1));
      }
      checkpoint.restore(state.bestStep(), graph);
      trained =
          new TrainedNetwork(
              plan.architecture(),
              plan.encoder(),
              plan.provenance(),
              graph.weights(),
              state.best(),
              state.history());
    }
    if (options.attributionTexts() == 0) {
      return trained;
    }
    AttributionSettings settings =
        new AttributionSettings(options.attributionTexts(), options.seed(), options.threads());
    return trained.withWeights(
        new AttributionTrainer(settings, listener)
            .train(trained.architecture(), trained.weights(), train.examples()));
  }

  private TrainingGraph newGraph() {
    return new TrainingGraph(
        plan.architecture(),
        new LossSettings(
            options.objective(),
            options.lambdaImportance(),
            options.lambdaInteraction(),
            options.keepPrior(),
            options.allocationLayers()),
        new OptimizerSettings(
            options.embeddingDeviation(),
            options.clipNorm(),
            options.weightDecay(),
            options.layerDecay(),
            options.freshRate()),
        plan.pretrained(),
        options.precision(),
        options.seed(),
        options.threads());
  }

  /** All that decides the result: options, what is read, and what computes. */
  private Map<String, Object> fingerprint(WindowSample train, List<Example> dev) {
    Map<String, Object> fingerprint = new TreeMap<>(options.fingerprint());
    fingerprint.put("train", ExampleDigest.of(train.examples()));
    fingerprint.put("dev", ExampleDigest.of(dev));
    fingerprint.put("labels", data.labels().toString());
    fingerprint.put("vocabulary", (long) plan.encoder().size());
    fingerprint.put("pretrained", plan.provenance().toString());
    fingerprint.put("versions", new TreeMap<>(Versions.all()).toString());
    return fingerprint;
  }

  private Checkpoint.State start(
      Checkpoint checkpoint, boolean resume, TrainingGraph graph, Map<String, Object> fingerprint)
      throws IOException {
    if (!resume || !checkpoint.exists()) {
      checkpoint.delete();
      return Checkpoint.State.first(fingerprint);
    }
    Checkpoint.State state = checkpoint.read();
    if (!fingerprint.equals(state.fingerprint())) {
      throw new IOException(
          "The checkpoint was made with other options, data or another version. Give the ones it was"
              + " started with, or start again without --resume.");
    }
    if (state.bestEpoch() > 0 && state.bestStep() != state.step()) {
      // Needed at the end only, but nobody wants to be told then that they are damaged.
      checkpoint.restore(state.bestStep(), graph);
    }
    checkpoint.restore(state.step(), graph);
    return state;
  }

  private boolean finished(Checkpoint.State state) {
    return state.epoch() >= options.epochs()
        || (state.epoch() - state.bestEpoch() >= options.patience() && state.epoch() > 0);
  }

  /** One epoch, or what is left of it. */
  private Checkpoint.State epoch(
      TrainingGraph graph,
      WindowSample train,
      LearningRateSchedule rate,
      List<Example> dev,
      Checkpoint.State before,
      Checkpoint checkpoint)
      throws IOException {
    int epoch = before.epoch() + 1;
    long step = before.step();
    double information = new InformationSchedule(options.lambdaInformation()).at(epoch);
    List<List<Example>> batches = batches(train, epoch);
    EpochMeter meter = new EpochMeter(epoch, options.epochs(), batches.size(), before.partial());
    long saved = System.nanoTime();
    for (List<Example> batch : batches.subList(before.partial().batches(), batches.size())) {
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
      boolean last = meter.sums().batches() == batches.size();
      if (!last && System.nanoTime() - saved >= betweenCheckpoints.toNanos()) {
        long begun = System.nanoTime();
        checkpoint.write(before.within(step, meter.sums()), graph);
        saved = System.nanoTime();
        meter.pause(saved - begun);
      }
    }
    DevEvaluation evaluation =
        DevEvaluation.of(
            graph, dev, data.devClasses(), data.labels().size(), options.paperPadding());
    boolean best = before.bestEpoch() == 0 || better(evaluation, before.best());
    return before.after(step, meter.report(evaluation, best));
  }

  private static boolean better(DevEvaluation now, EpochReport before) {
    return now.accuracy() > before.devAccuracy()
        || (now.accuracy() == before.devAccuracy() && now.loss() < before.devLoss());
  }

  /** Steps of all epochs, of which none has quite as many as another. */
  private long steps(WindowSample train) {
    return IntStream.rangeClosed(1, options.epochs())
        .mapToLong(epoch -> batches(train, epoch).size())
        .sum();
  }

  /** The batches of an epoch; the same whenever they are asked for. */
  private List<List<Example>> batches(WindowSample train, int epoch) {
    long seed = options.seed() * 1_000_003L + epoch;
    return new BatchPlanner(train.draw(seed), options.batchTokens(), options.paperPadding())
        .epoch(seed);
  }

  /** Replaces some words by the unknown word, so that the model learns what to make of it. */
  private List<PieceSequence> hideWords(List<Example> batch, long step) {
    if (options.wordDropout() == 0) {
      return batch.stream().map(Example::pieces).toList();
    }
    WordHiding hiding = new WordHiding(options.wordDropout(), plan.encoder().unknown());
    SplittableRandom random = new SplittableRandom(options.seed() * 0xD1342543DE82EF95L + step);
    return batch.stream().map(example -> hiding.hide(example.pieces(), random)).toList();
  }

  private List<Example> examples(List<List<String>> texts, int[] classes) {
    List<Example> examples = new ArrayList<>();
    for (int text = 0; text < texts.size(); text++) {
      examples.addAll(
          Example.of(
              plan.encoder(),
              texts.get(text),
              options.maxTokens(),
              options.overlap(),
              classes[text],
              text));
    }
    return examples;
  }
}
