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
    assertThat(RemovalCurve.counts(333, false).stream())
        .containsExactly(0, 3, 17, 33, 67, 100, 133, 167, 200, 233, 266, 300, 333);
    assertThat(RemovalCurve.counts(10, false)).isEqualTo(RemovalCurve.counts(10, true));
  }

  /** The nearest to 0, 10, ..., 100 % of 14 tokens are 0, 1, 3, 4, 6, 7, 8, 10, 11, 13 and 14. */
  @Test
  void longTextsAreInterpolatedBetweenTenths() {
    double[] asked = new double[15];
    Arrays.setAll(asked, k -> k * k / 200.0);
    // Nobody looks here, whether or not it is known.
    asked[2] = 7;
    asked[5] = Double.NaN;
    asked[9] = Double.NaN;
    asked[12] = 7;
    double[] deletion = new RemovalCurve(asked, asked).deletion();
    // 15 % are 2.1 tokens, 50 % are 7, and 65 % are 9.1.
    assertThat(deletion[3]).isCloseTo((1 + 1.1 / 2 * (9 - 1)) / 200, within(EPSILON));
    assertThat(deletion[10]).isCloseTo(49 / 200.0, within(EPSILON));
    assertThat(deletion[13]).isCloseTo((64 + 1.1 / 2 * (100 - 64)) / 200, within(EPSILON));
    assertThat(deletion[20]).isCloseTo(196 / 200.0, within(EPSILON));
  }

  /** Of 30 tokens 5 % are two, and 10 % three: one and two are asked as well, four is not. */
  @Test
  void sharesThatAreAskedAnywayAreUsed() {
    double[] asked = new double[31];
    asked[1] = .8;
    asked[2] = .4;
    asked[4] = Double.NaN;
    double[] deletion = new RemovalCurve(asked, asked).deletion();
    assertThat(deletion[1]).isCloseTo((.8 + .4) / 2, within(EPSILON));
    assertThat(deletion[3]).isZero();
  }

  @Test
  void knowingMoreChangesNoCurve() {
    double[] all = new double[41];
    Arrays.setAll(all, k -> Math.cos(k));
    double[] some = new double[41];
    Arrays.fill(some, Double.NaN);
    RemovalCurve.counts(40, false).stream().forEach(k -> some[k] = all[k]);
    assertThat(new RemovalCurve(some, some).deletion())
        .containsExactly(new RemovalCurve(all, all).deletion());
  }
}
