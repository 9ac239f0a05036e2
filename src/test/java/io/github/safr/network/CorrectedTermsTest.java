package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The corrected objective")
class CorrectedTermsTest {

  private static final float[][] VALID = {{1, 1, 1, 1}, {1, 1, 0, 0}};
  private static final float[][] KEEP = {{0.9f, 0.2f, 0.7f, 0.5f}, {0.6f, 0.8f, 0, 0}};
  private static final int TOKENS = 4;
  private static final int NEURONS = 5;

  @Test
  void importanceIsTheRootMeanSquareCosineOfKeptTokens() {
    float[][][] x = random(7);
    double sum = 0;
    for (int text = 0; text < 2; text++) {
      double weighted = 0;
      double mass = 0;
      for (int i = 0; i < TOKENS; i++) {
        for (int j = 0; j < TOKENS; j++) {
          if (i != j) {
            double weight = KEEP[text][i] * KEEP[text][j];
            weighted += weight * Math.pow(cosine(x[text][i], x[text][j]), 2);
            mass += weight;
          }
        }
      }
      sum += weighted / mass;
    }
    double expected = Math.sqrt(sum / 2);
    try (TermProbe probe = new TermProbe(x)) {
      assertThat(probe.value(probe.importance(KEEP))).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void interactionWeighsPairsByAttentionBeyondUniform() {
    float[][][] x = random(8);
    float[][][][] attention = attention(9);
    double sum = 0;
    int texts = 0;
    for (int text = 0; text < 2; text++) {
      int n = text == 0 ? 4 : 2;
      double weighted = 0;
      double mass = 0;
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
          if (i != k) {
            double mean = (attention[text][0][i][k] + attention[text][1][i][k]) / 2;
            double excess = Math.max(0, mean - 1.0 / n);
            weighted += excess * (1 - cosine(x[text][i], x[text][k]));
            mass += excess;
          }
        }
      }
      if (mass > 0) {
        sum += weighted / mass;
        texts++;
      }
    }
    assertThat(texts).isPositive();
    try (TermProbe probe = new TermProbe(x)) {
      assertThat(probe.value(probe.interaction(attention, VALID)))
          .isCloseTo(sum / texts, within(1e-5));
    }
  }

  @Test
  void informationIsTheDivergenceFromThePriorOverRealTokens() {
    double sum = 0;
    for (float[] row : new float[][] {KEEP[0], {KEEP[1][0], KEEP[1][1]}}) {
      for (float p : row) {
        sum += p * Math.log(p / 0.3) + (1 - p) * Math.log((1 - p) / 0.7);
      }
    }
    try (TermProbe probe = new TermProbe(random(1))) {
      assertThat(probe.value(probe.information(KEEP, VALID, 0.3))).isCloseTo(sum / 6, within(1e-5));
    }
  }

  @Test
  void shrinkingVectorsGainsNothing() {
    float[][][] x = random(3);
    float[][][] small = random(3);
    for (float[][] text : small) {
      for (float[] token : text) {
        for (int k = 0; k < token.length; k++) {
          token[k] *= 0.01f;
        }
      }
    }
    try (TermProbe large = new TermProbe(x);
        TermProbe little = new TermProbe(small)) {
      assertThat(little.value(little.importance(KEEP)))
          .isCloseTo(large.value(large.importance(KEEP)), within(1e-4));
    }
  }

  @Test
  void paddingChangesNothing() {
    float[][][] x = random(4);
    float[][][] noisy = random(4);
    noisy[1][2][0] += 5;
    noisy[1][3][1] -= 3;
    float[][][][] attention = attention(5);
    try (TermProbe clean = new TermProbe(x);
        TermProbe dirty = new TermProbe(noisy)) {
      assertThat(dirty.value(dirty.importance(KEEP)))
          .isEqualTo(clean.value(clean.importance(KEEP)));
      assertThat(dirty.value(dirty.interaction(attention, VALID)))
          .isEqualTo(clean.value(clean.interaction(attention, VALID)));
    }
  }

  @Test
  void aTextOfOneTokenHasNoPairsAndNoNaN() {
    float[][][] x = {{{1, 2}}};
    float[][] one = {{1}};
    float[][][][] attention = {{{{1}}}};
    try (TermProbe probe = new TermProbe(x)) {
      assertThat(probe.value(probe.importance(one))).isCloseTo(0, within(1e-5));
      assertThat(probe.value(probe.interaction(attention, one))).isZero();
      assertThat(probe.gradient(probe.importance(one))).doesNotContain(Float.NaN);
    }
  }

  @Test
  void gradientsOfImportanceAndInteractionMatchFiniteDifferences() {
    float[][][] x = random(11);
    float[][][][] attention = attention(12);
    try (TermProbe probe = new TermProbe(x)) {
      probe.assertGradient(probe.importance(KEEP));
      probe.assertGradient(probe.interaction(attention, VALID));
    }
  }

  /** The weights of both terms carry no gradient, so the rest of the network is checked without. */
  @Test
  void gradientsThroughTheMaskMatchFiniteDifferences() {
    assertGradients(
        new WordArchitecture(9, 3, 8, 2, 2, 12, true, true, 6, 1, 6, 0, false),
        new LossSettings(Objective.CORRECTED, 0, 0, 0.4, List.of(2)));
  }

  /**
   * Without a mask all tokens weigh the same, and the importance term can be checked as a whole.
   */
  @Test
  void gradientsOfImportanceThroughTheNetworkMatchFiniteDifferences() {
    assertGradients(
        new WordArchitecture(9, 3, 8, 2, 2, 12, false, true, 6, 1, 6, 0, false),
        new LossSettings(Objective.CORRECTED, 2, 0, 0.4, List.of(1, 2)));
  }

  @Test
  void gradientsThroughANetworkOfPiecesMatchFiniteDifferences() {
    assertGradients(
        new PieceArchitecture(9, 3, 8, 2, 2, 12, 6, 1e-12, true, 6, 1, 6, 0),
        new LossSettings(Objective.CORRECTED, 0, 0, 0.4, List.of(2)));
    assertGradients(
        new PieceArchitecture(9, 3, 8, 2, 2, 12, 6, 1e-12, false, 6, 1, 6, 0),
        new LossSettings(Objective.CORRECTED, 2, 0, 0.4, List.of(1, 2)));
  }

  private static void assertGradients(Architecture architecture, LossSettings settings) {
    int[][] ids = {{2, 3, 4, 5, 0}, {6, 1, 8, 0, 0}, {7, 7, 2, 3, 5}};
    int[][] owners = {{-1, 0, 0, 1, -1}, {0, 1, -1, -1, -1}, {-1, 0, 1, 2, 2}};
    int[] labels = {0, 2, 1};
    try (LossProbe probe = new LossProbe(architecture, settings, ids, owners, labels, 0.7)) {
      Map<String, Weight> weights = probe.randomWeights();
      Map<String, Weight> gradients = probe.gradients(weights);
      SplittableRandom random = new SplittableRandom(13);
      gradients.forEach(
          (name, gradient) -> {
            float[] direction = direction(gradient.values(), random);
            double expected = dot(gradient.values(), direction);
            double step = 2e-3;
            double slope =
                (probe.scalar(moved(weights, name, direction, step), probe.losses.total())
                        - probe.scalar(
                            moved(weights, name, direction, -step), probe.losses.total()))
                    / (2 * step);
            // Single precision leaves about 1e-7 / step in the slope.
            assertThat(slope)
                .as(name)
                .isCloseTo(expected, within(2e-4 + 0.01 * Math.abs(expected)));
          });
    }
  }

  /** Half along the gradient, so that there is something to see, half at random. */
  private static float[] direction(float[] gradient, SplittableRandom random) {
    double length = Math.max(1e-9, Math.sqrt(dot(gradient, gradient)));
    float[] direction = new float[gradient.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] =
          (float)
              (gradient[i] / length + 0.3 * random.nextGaussian() / Math.sqrt(direction.length));
    }
    return direction;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static Map<String, Weight> moved(
      Map<String, Weight> weights, String name, float[] direction, double step) {
    Weight old = weights.get(name);
    float[] values = old.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (step * direction[i]);
    }
    Map<String, Weight> changed = new LinkedHashMap<>(weights);
    changed.put(name, new Weight(old.shape(), values));
    return changed;
  }

  private static float[][][] random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][] x = new float[2][TOKENS][NEURONS];
    for (float[][] text : x) {
      for (float[] token : text) {
        for (int k = 0; k < NEURONS; k++) {
          token[k] = (float) random.nextGaussian();
        }
      }
    }
    return x;
  }

  /** Rows that sum to 1 over real tokens; the second text has two. */
  private static float[][][][] attention(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][][] attention = new float[2][2][TOKENS][TOKENS];
    for (int text = 0; text < 2; text++) {
      int n = text == 0 ? 4 : 2;
      for (float[][] head : attention[text]) {
        for (float[] row : head) {
          float sum = 0;
          for (int k = 0; k < n; k++) {
            row[k] = (float) Math.exp(random.nextGaussian());
            sum += row[k];
          }
          for (int k = 0; k < n; k++) {
            row[k] /= sum;
          }
        }
      }
    }
    return attention;
  }

  private static double cosine(float[] a, float[] b) {
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }
}
