package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final double EPSILON = 1e-12;

  private final Bootstrap bootstrap = new Bootstrap(2000, 7);

  @Test
  void theIntervalIsThatOfTheNormalApproximation() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = random.doubles(400).toArray();
    Estimate estimate = bootstrap.mean(values);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 400;
    double halfWidth = 1.96 * Math.sqrt(variance / 400);
    assertThat(estimate.value()).isCloseTo(mean, within(EPSILON));
    assertThat(estimate.low()).isCloseTo(mean - halfWidth, within(0.003));
    assertThat(estimate.high()).isCloseTo(mean + halfWidth, within(0.003));
    assertThat(estimate.texts()).isEqualTo(400);
  }

  @Test
  void intervalsCoverTheTruthAboutNinetyFiveTimesInAHundred() {
    SplittableRandom random = new SplittableRandom(2);
    int covered = 0;
    for (int trial = 0; trial < 300; trial++) {
      Estimate estimate = new Bootstrap(300, trial).mean(random.doubles(60).toArray());
      covered += estimate.low() <= 0.5 && 0.5 <= estimate.high() ? 1 : 0;
    }
    assertThat(covered / 300.0).isBetween(0.90, 0.98);
  }

  @Test
  void equalSeedsDrawEqualSamples() {
    double[] values = {1, 2, 4, 8, 16, 32};
    assertThat(new Bootstrap(50, 3).mean(values)).isEqualTo(new Bootstrap(50, 3).mean(values));
    assertThat(new Bootstrap(50, 3).mean(values)).isNotEqualTo(new Bootstrap(50, 4).mean(values));
  }

  @Test
  void textsWithoutAValueAreLeftOut() {
    Estimate estimate = bootstrap.mean(new double[] {1, Double.NaN, 3});
    assertThat(estimate.value()).isEqualTo(2);
    assertThat(estimate.texts()).isEqualTo(2);
    assertThat(bootstrap.mean(new double[] {Double.NaN}).exists()).isFalse();
    assertThat(bootstrap.mean(new double[0]).texts()).isZero();
  }

  @Test
  void aDifferenceIsPaired() {
    double[] first = {10.5, 20.5, 30.5, 40.5};
    double[] second = {10, 20, 30, Double.NaN};
    // Texts differ by much and explainers by the same in each: nothing is uncertain.
    assertThat(bootstrap.meanDifference(first, second)).isEqualTo(new Estimate(0.5, 0.5, 0.5, 3));
  }

  @Test
  void aRatioIsOfMeansAndOfTextsThatHaveBoth() {
    Bootstrap bootstrap = new Bootstrap(500, 3);
    double[] under = {1, 2, 0, 5, Double.NaN, 1};
    double[] over = {3, 6, 0, 15, 9, Double.NaN};
    Estimate ratio = bootstrap.ratioOfMeans(over, under);
    assertThat(ratio.texts()).isEqualTo(4);
    // In every text three times as much: no sample knows another ratio.
    assertThat(ratio.value()).isEqualTo(3);
    assertThat(ratio.low()).isEqualTo(3);
    assertThat(ratio.high()).isEqualTo(3);
    assertThat(bootstrap.ratioOfMeans(new double[] {1}, new double[] {0}).exists()).isFalse();
  }

  /**
   * A figure of the texts as they are that no sample has: there is nothing to say how sure it is.
   */
  @Test
  void withoutAnySampleThatHasItAFigureIsNone() {
    Estimate estimate =
        new Bootstrap(100, 3)
            .of(20, counts -> Arrays.stream(counts).allMatch(count -> count == 1) ? 7 : Double.NaN);
    assertThat(estimate.exists()).isFalse();
    assertThat(estimate.value()).isNaN();
  }
}
