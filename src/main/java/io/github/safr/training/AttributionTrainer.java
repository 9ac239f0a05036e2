package io.github.safr.training;

import io.github.safr.network.Architecture;
import io.github.safr.network.AttributionTraining;
import io.github.safr.network.FrozenClassifier;
import io.github.safr.network.Weight;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Teaches a trained network to say, as it classifies, what each token contributes. The network is
 * asked about parts of some of the training texts; a head on its token states learns to foretell
 * the answers. The network itself stays as it is. No labels are needed, and nobody's opinion on
 * which words matter.
 */
final class AttributionTrainer {

  static final TextParts PARTS = new TextParts(12, 8);

  /** Bounds the memory that token states take: 2 bytes times their size, for each token. */
  private static final int MOST_TOKENS = 200_000;

  /** One window of so many is held back, to see when to stop. */
  private static final int HELD_BACK = 10;

  private static final int BATCH = 32;
  private static final int EPOCHS = 20;
  private static final double DROPOUT = 0.3;
  private static final double LEARNING_RATE = 1e-3;
  private static final double WARM_UP = 0.05;

  private final AttributionSettings settings;
  private final TrainingListener listener;

  AttributionTrainer(AttributionSettings settings, TrainingListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Trains a head.
   *
   * @param architecture shape of the network
   * @param network its weights
   * @param windows texts of the kind that it is to explain, best those that it has learned from
   * @return the same weights and those of the head
   */
  Map<String, Weight> train(
      Architecture architecture, Map<String, Weight> network, List<Example> windows) {
    List<Example> sample = sample(windows);
    List<AttributionExample> examples;
    try (FrozenClassifier classifier =
        new FrozenClassifier(architecture, network, settings.threads())) {
      examples =
          new AttributionData(classifier, architecture, PARTS)
              .of(
                  sample.stream().map(Example::pieces).toList(),
                  random(-1).nextLong(),
                  done -> listener.attributionAsked(done, sample.size()));
    }
    Map<String, Weight> weights = new LinkedHashMap<>(network);
    try (AttributionTraining head =
        new AttributionTraining(architecture, DROPOUT, settings.seed(), settings.threads())) {
      weights.putAll(learn(head, examples, heldBack(sample)));
    }
    return weights;
  }

  /** Some windows in random order, the same for the same seed. */
  private List<Example> sample(List<Example> windows) {
    List<Example> shuffled = new ArrayList<>(windows);
    Collections.shuffle(shuffled, random(0));
    List<Example> sample = new ArrayList<>();
    int tokens = 0;
    for (Example window : shuffled) {
      tokens += window.tokens();
      if (sample.size() == settings.texts() || tokens > MOST_TOKENS) {
        break;
      }
      sample.add(window);
    }
    return sample;
  }

  /** Which windows are not learned from: all those of some texts, since windows overlap. */
  private static BitSet heldBack(List<Example> sample) {
    Set<Integer> texts = new HashSet<>();
    BitSet heldBack = new BitSet();
    for (int i = 0; i < sample.size(); i++) {
      if (texts.size() < sample.size() / HELD_BACK) {
        texts.add(sample.get(i).text());
      }
      heldBack.set(i, texts.contains(sample.get(i).text()));
    }
    return heldBack;
  }

  private Map<String, Weight> learn(
      AttributionTraining head, List<AttributionExample> examples, BitSet heldBack) {
    List<AttributionExample> check = heldBack.stream().mapToObj(examples::get).toList();
    List<AttributionExample> learn = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      if (!heldBack.get(i) || check.size() == examples.size()) {
        learn.add(examples.get(i));
      }
    }
    int steps = (learn.size() + BATCH - 1) / BATCH * EPOCHS;
    LearningRateSchedule rate = new LearningRateSchedule(LEARNING_RATE, steps, WARM_UP);
    double least = Double.POSITIVE_INFINITY;
    Map<String, Weight> best = head.weights();
    long step = 0;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      Collections.shuffle(learn, random(epoch));
      for (int begin = 0; begin < learn.size(); begin += BATCH) {
        step++;
        int end = Math.min(learn.size(), begin + BATCH);
        double loss =
            head.step(AttributionBatch.of(learn.subList(begin, end)), step, rate.at(step));
        if (!Double.isFinite(loss)) {
          throw new IllegalStateException(
              "What tokens contribute cannot be learned: the loss is no longer a number.");
        }
      }
      // With hardly any texts none is held back, and learning ends when it is over.
      double loss = loss(head, check.isEmpty() ? learn : check);
      if (loss < least || check.isEmpty()) {
        least = loss;
        best = head.weights();
      }
      listener.attributionEpoch(epoch, EPOCHS, loss);
    }
    return best;
  }

  private static double loss(AttributionTraining head, List<AttributionExample> examples) {
    double sum = 0;
    for (int begin = 0; begin < examples.size(); begin += BATCH) {
      int end = Math.min(examples.size(), begin + BATCH);
      sum += (end - begin) * head.loss(AttributionBatch.of(examples.subList(begin, end)));
    }
    return sum / examples.size();
  }

  private Random random(int purpose) {
    return new Random(new SplittableRandom(settings.seed() * 31 + purpose).nextLong());
  }
}
