package io.github.safr.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Statistics worked out by hand. */
class SummaryTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  @Test
  void liesBetweenFiguresInProportion() {
    Summary summary = Summary.of(new double[] {4, 1, 3, 2});
    assertThat(summary.median()).isEqualTo(2.5, EXACT);
    assertThat(summary.lowerQuartile()).isEqualTo(1.75, EXACT);
    assertThat(summary.upperQuartile()).isEqualTo(3.25, EXACT);
    assertThat(summary.least()).isEqualTo(1);
    assertThat(summary.most()).isEqualTo(4);
  }

  @Test
  void ofOneFigureIsThatFigure() {
    assertThat(Summary.of(new double[] {7})).isEqualTo(new Summary(7, 7, 7, 7, 7));
  }

  @Test
  void needsFigures() {
    assertThatThrownBy(() -> Summary.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void comparesRoundByRound() {
    // 10 sentences in 1 s and 4 s against 20 sentences in 4 s and 20 s.
    Timing ours = new Timing(10, new double[] {1, 4}, null);
    Timing theirs = new Timing(20, new double[] {4, 20}, null);
    assertThat(ours.speeds()).containsExactly(10, 2.5);
    assertThat(ours.speedsOver(theirs)).containsExactly(2, 2.5);
  }
}
