package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankAgreementTest {

  private static final double EPSILON = 1e-12;

  @Test
  void ordersAgreeOrAreUpsideDown() {
    double[] up = {1, 2, 5, 9};
    double[] down = {4, 3, 2, -1};
    assertThat(RankAgreement.spearman(up, up)).isCloseTo(1, within(EPSILON));
    assertThat(RankAgreement.spearman(up, down)).isCloseTo(-1, within(EPSILON));
    assertThat(RankAgreement.kendall(up, down)).isCloseTo(-1, within(EPSILON));
  }

  @Test
  void oneSwapOfFourIsAsByHand() {
    double[] first = {1, 2, 3, 4};
    double[] second = {1, 3, 2, 4};
    // 1 - 6 * (1 + 1) / (4 * 15), and five pairs in order against one.
    assertThat(RankAgreement.spearman(first, second)).isCloseTo(0.8, within(EPSILON));
    assertThat(RankAgreement.kendall(first, second)).isCloseTo(4 / 6.0, within(EPSILON));
  }

  @Test
  void tiesAreAllowedFor() {
    double[] first = {1, 1, 2};
    double[] second = {1, 2, 3};
    // Ranks 1.5, 1.5, 3 against 1, 2, 3; and two pairs in order, sqrt(2 * 3) of them comparable.
    assertThat(RankAgreement.spearman(first, second))
        .isCloseTo(1.5 / Math.sqrt(1.5 * 2), within(EPSILON));
    assertThat(RankAgreement.kendall(first, second)).isCloseTo(2 / Math.sqrt(6), within(EPSILON));
  }

  @Test
  void withoutAnOrderThereIsNoAgreement() {
    assertThat(RankAgreement.spearman(new double[] {1, 2}, new double[] {1, 2})).isNaN();
    assertThat(RankAgreement.kendall(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isNaN();
    assertThat(RankAgreement.spearman(new double[] {1, 2, 3}, new double[] {0, 0, 0})).isNaN();
  }
}
