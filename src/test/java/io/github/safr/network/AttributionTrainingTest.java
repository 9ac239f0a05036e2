package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.network.AttributionTraining.Batch;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Games whose Shapley values are known: what a head must learn to say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttributionTrainingTest {

  private static final int ROWS = 32;
  private static final int TOKENS = 5;
  private static final int CLASSES = 3;
  private static final int PARTS = 1 << TOKENS;
  private static final WordArchitecture ARCHITECTURE =
      new WordArchitecture(9, CLASSES, 8, 2, 1, 12, true, true, 4, 0, 16, 0, false);
  private static final int SIZE = AttributionHead.features(ARCHITECTURE);

  private AttributionTraining head;

  @BeforeAll
  void train() {
    head = new AttributionTraining(ARCHITECTURE, 0, 5, 1);
    for (int step = 1; step <= 800; step++) {
      head.step(game(step, false), step, step < 600 ? 2e-3 : 2e-4);
    }
  }

  @AfterAll
  void close() {
    head.close();
  }

  /** In this game tokens add up, but for two that only count together and so share. */
  @Test
  void withTheShapleyKernelItsAnswersAreShapleyValues() {
    Batch unseen = game(-1, false);
    float[] scores = head.scores(unseen);
    double error = 0;
    double size = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int token = 0; token < TOKENS; token++) {
        double expected = shapley(unseen, row, token);
        double told = scores[(row * TOKENS + token) * CLASSES];
        error += Math.abs(told - expected);
        size += Math.abs(expected);
      }
    }
    assertThat(error / size).isLessThan(0.1);
  }

  @Test
  void itsAnswersSumToTheWholeEvenWhenTheyAreWrong() {
    Batch batch = game(7, true);
    try (AttributionTraining untrained = new AttributionTraining(ARCHITECTURE, 0, 6, 1)) {
      float[] scores = untrained.scores(batch);
      for (int row = 0; row < ROWS; row++) {
        double mean = 0;
        for (int c = 0; c < CLASSES; c++) {
          mean += sum(batch.shares(), row, c) / CLASSES;
        }
        for (int c = 0; c < CLASSES; c++) {
          assertThat(sum(scores, row, c))
              .isCloseTo(sum(batch.shares(), row, c) - mean, within(1e-4));
        }
      }
    }
  }

  @Test
  void whatIsHiddenContributesNothing() {
    float[] scores = head.scores(game(8, true));
    for (int row = 0; row < ROWS; row++) {
      for (int c = 0; c < CLASSES; c++) {
        assertThat(scores[(row * TOKENS + TOKENS - 1) * CLASSES + c]).isZero();
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameHead() {
    float[][] scores = new float[2][];
    for (int run = 0; run < 2; run++) {
      try (AttributionTraining again = new AttributionTraining(ARCHITECTURE, 0.3, 9, 1)) {
        for (int step = 1; step <= 5; step++) {
          again.step(game(step, false), step, 1e-3);
        }
        scores[run] = again.scores(game(99, false));
      }
    }
    assertThat(scores[0]).containsExactly(scores[1]);
  }

  private static double sum(float[] scores, int row, int label) {
    double sum = 0;
    for (int token = 0; token < TOKENS; token++) {
      sum += scores[(row * TOKENS + token) * CLASSES + label];
    }
    return sum;
  }

  /**
   * A token is worth its first feature; the first two are worth one more if both are there. The
   * first label gains two thirds of it, the others lose a third each.
   *
   * @param lastIsHidden whether the mask hides the last token, which then is worth nothing
   */
  private static Batch game(long seed, boolean lastIsHidden) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] features = new float[ROWS * TOKENS * SIZE];
    float[] visibility = new float[ROWS * TOKENS];
    float[] shares = new float[ROWS * TOKENS * CLASSES];
    float[] parts = new float[ROWS * PARTS * TOKENS];
    float[] moves = new float[ROWS * PARTS * CLASSES];
    float[] counts = new float[ROWS * PARTS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble(-1, 1) * (i % SIZE == 0 ? 1 : 0.1f);
    }
    for (int row = 0; row < ROWS; row++) {
      for (int token = 0; token < TOKENS; token++) {
        boolean hidden = lastIsHidden && token == TOKENS - 1;
        visibility[row * TOKENS + token] = hidden ? 0 : 1;
        // Which token it is, so that the head can know the two that belong together.
        features[(row * TOKENS + token) * SIZE + 1] = token < 2 ? 2 : -2;
      }
      for (int part = 0; part < PARTS; part++) {
        double worth = worth(features, row, part);
        for (int token = 0; token < TOKENS; token++) {
          parts[(row * PARTS + part) * TOKENS + token] = part >> token & 1;
        }
        for (int c = 0; c < CLASSES; c++) {
          moves[(row * PARTS + part) * CLASSES + c] = (float) (c == 0 ? worth * 2 / 3 : -worth / 3);
        }
        counts[row * PARTS + part] = kernel(Integer.bitCount(part));
      }
      // Any shares that sum to the whole: here all of it is the first token's.
      shares[row * TOKENS * CLASSES] = (float) worth(features, row, PARTS - 1);
    }
    return new Batch(ROWS, features, visibility, shares, parts, moves, counts);
  }

  private static double worth(float[] features, int row, int part) {
    double worth = (part & 3) == 3 ? 1 : 0;
    for (int token = 0; token < TOKENS; token++) {
      worth += (part >> token & 1) * features[(row * TOKENS + token) * SIZE];
    }
    return worth;
  }

  /** Of the first label. */
  private static double shapley(Batch batch, int row, int token) {
    double own = batch.features()[(row * TOKENS + token) * SIZE];
    return (own + (token < 2 ? 0.5 : 0)) * 2 / 3;
  }

  /** The Shapley kernel (Lundberg and Lee, 2017); nothing and everything need no weight. */
  private static float kernel(int size) {
    if (size == 0 || size == TOKENS) {
      return 0;
    }
    double choose = 1;
    for (int i = 0; i < size; i++) {
      choose = choose * (TOKENS - i) / (i + 1);
    }
    return (float) ((TOKENS - 1) / (choose * size * (TOKENS - size)));
  }
}
