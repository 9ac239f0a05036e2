package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalCurveTest {

  private static final double EPSILON = 1e-12;

  /** A text of four tokens: probabilities without, and with alone, the top 0 to 4 of them. */
  private final RemovalCurve curve =
      new RemovalCurve(new double[] {.9, .5, .3, .2, .4}, new double[] {.4, .8, .7, .85, .9});

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1", "1, 19, 1", "50, 1, 1", "50, 3, 2", "50, 4, 2", "10, 14, 1", "10, 15, 2",
    "5, 29, 1", "5, 30, 2", "20, 7, 1", "20, 8, 2", "1, 149, 1", "1, 150, 2", "50, 5, 3"
  })
  void aShareIsTheNearestNumberOfTokensAndOneAtLeast(int percent, int tokens, int count) {
    assertThat(RemovalCurve.topCount(percent, tokens)).isEqualTo(count);
  }

  @Test
  void comprehensivenessAndSufficiencyAreFallsOfTheProbability() {
    assertThat(curve.comprehensiveness(1)).isCloseTo(.9 - .5, within(EPSILON));
    assertThat(curve.comprehensiveness(50)).isCloseTo(.9 - .3, within(EPSILON));
    assertThat(curve.sufficiency(20)).isCloseTo(.9 - .8, within(EPSILON));
    assertThat(curve.sufficiency(50)).isCloseTo(.9 - .7, within(EPSILON));
  }

  @Test
  void wholeAreasAreMeansOverAllSteps() {
    assertThat(curve.descendingArea()).isCloseTo((.4 + .6 + .7 + .5) / 4, within(EPSILON));
    // Removing the least important first leaves the top 3, 2, 1, 0 alone.
    assertThat(curve.ascendingArea()).isCloseTo((.05 + .2 + .1 + .5) / 4, within(EPSILON));
  }

  @Test
  void pointsBetweenTokensAreInterpolated() {
    double[] deletion = curve.deletion();
    assertThat(deletion).hasSize(21);
    assertThat(deletion[0]).isEqualTo(.9);
    assertThat(deletion[5]).isEqualTo(.5);
    assertThat(deletion[20]).isEqualTo(.4);
    // 5 % of four tokens are a fifth of the way to the first.
    assertThat(deletion[1]).isCloseTo(.9 - .4 / 5, within(EPSILON));
    assertThat(curve.insertion()[17]).isCloseTo(.85 + .05 * .4, within(EPSILON));
    double area = (.9 / 2 + .5 + .3 + .2 + .4 / 2) / 4;
    assertThat(RemovalCurve.area(deletion)).isCloseTo(area, within(EPSILON));
  }

  @Test
  void onlyTheCountsThatAreLookedAtAreNeeded() {
    for (int tokens : new int[] {1, 2, 7, 19, 20, 21, 40, 333}) {
      double[] asked = new double[tokens + 1];
      Arrays.fill(asked, Double.NaN);
      RemovalCurve.counts(tokens, false).stream().forEach(k -> asked[k] = 0.5);
      RemovalCurve partial = new RemovalCurve(asked, asked);
      for (int percent : RemovalCurve.PERCENTS) {
        assertThat(partial.comprehensiveness(percent)).isZero();
      }
      assertThat(partial.deletion()).containsOnly(0.5);
      assertThat(RemovalCurve.counts(tokens, true).cardinality()).isEqualTo(tokens + 1);
    }
    assertThat(RemovalCurve.counts(333, false).cardinality()).isLessThan(50);
  }
}
