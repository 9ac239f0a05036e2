package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankedMarksTest {

  private static final double EPSILON = 1e-12;
  private static final int[] ONCE = {1};

  private static RankedMarks one(double[] scores, boolean... marks) {
    return new RankedMarks(List.of(scores), List.of(marks));
  }

  @Test
  void marksAboveAllOthersAreFoundPerfectly() {
    RankedMarks ranked = one(new double[] {.1, .9, .8, .2}, false, true, true, false);
    assertThat(ranked.rocAuc(ONCE)).isEqualTo(1);
    assertThat(ranked.averagePrecision(ONCE)).isEqualTo(1);
  }

  @Test
  void equalScoresCountHalf() {
    // Pairs of a marked and an unmarked token: .8 > .5, .8 > .1, .5 = .5, .5 > .1.
    RankedMarks ranked = one(new double[] {.5, .8, .5, .1}, true, true, false, false);
    assertThat(ranked.rocAuc(ONCE)).isCloseTo(3.5 / 4, within(EPSILON));
    // One of one at .8; two of three at .5.
    assertThat(ranked.averagePrecision(ONCE)).isCloseTo((1 + 2 / 3.0) / 2, within(EPSILON));
  }

  @Test
  void scoresThatAreAllEqualSayNothing() {
    RankedMarks ranked = one(new double[] {1, 1, 1, 1}, true, false, false, false);
    assertThat(ranked.rocAuc(ONCE)).isEqualTo(0.5);
    assertThat(ranked.averagePrecision(ONCE)).isEqualTo(0.25);
  }

  @Test
  void averagePrecisionIsThatOfTheDefinition() {
    RankedMarks ranked = one(new double[] {5, 4, 3, 2, 1}, true, false, true, false, true);
    assertThat(ranked.averagePrecision(ONCE))
        .isCloseTo((1 + 2 / 3.0 + 3 / 5.0) / 3, within(EPSILON));
    // Of six pairs 5 > 4, 5 > 2 and 3 > 2 are in order.
    assertThat(ranked.rocAuc(ONCE)).isEqualTo(0.5);
  }

  @Test
  void withoutBothKindsThereIsNoFigure() {
    assertThat(one(new double[] {1, 2}, true, true).rocAuc(ONCE)).isNaN();
    assertThat(one(new double[] {1, 2}, true, true).averagePrecision(ONCE)).isNaN();
    assertThat(one(new double[] {1, 2}, false, false).averagePrecision(ONCE)).isNaN();
  }

  @Test
  void countingATextTwiceIsHavingItTwice() {
    SplittableRandom random = new SplittableRandom(5);
    List<double[]> scores = new ArrayList<>();
    List<boolean[]> marks = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      // Few values, so that many are equal.
      scores.add(random.ints(8, 0, 4).asDoubleStream().toArray());
      boolean[] ofText = new boolean[8];
      for (int i = 0; i < 8; i++) {
        ofText[i] = random.nextBoolean();
      }
      marks.add(ofText);
    }
    RankedMarks counted = new RankedMarks(scores, marks);
    RankedMarks written =
        new RankedMarks(
            List.of(scores.get(0), scores.get(0), scores.get(2)),
            List.of(marks.get(0), marks.get(0), marks.get(2)));
    int[] all = {1, 1, 1};
    int[] counts = {2, 0, 1};
    assertThat(counted.rocAuc(counts)).isCloseTo(written.rocAuc(all), within(EPSILON));
    assertThat(counted.averagePrecision(counts))
        .isCloseTo(written.averagePrecision(all), within(EPSILON));
  }

  @Test
  void aTextThatIsNotInTheSampleSaysNothing() {
    RankedMarks ranked =
        new RankedMarks(
            List.of(new double[] {9, 8}, new double[] {2, 1}),
            List.of(new boolean[] {false, true}, new boolean[] {true, false}));
    int[] secondOnly = {0, 1};
    assertThat(ranked.averagePrecision(secondOnly)).isEqualTo(1);
    assertThat(ranked.rocAuc(secondOnly)).isEqualTo(1);
  }
}
