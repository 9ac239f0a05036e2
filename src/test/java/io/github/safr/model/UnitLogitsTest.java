package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.InnerNetwork.Values;
import io.github.safr.model.UnitWindows.Batch;
import io.github.safr.model.UnitWindows.Part;
import io.github.safr.tensorflow.PieceSequence;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitLogitsTest {

  /** Two windows of the first unit, of three tokens and of one, and the only one of the second. */
  private static final Part LONG = part(0, new Window(0, 3), 0.75);

  private static final Part SHORT = part(0, new Window(3, 4), 0.25);
  private static final Part OTHER = part(1, new Window(0, 4), 1);

  @Test
  void aUnitsLogitsAreItsWindowsByTheirSharesWhateverTheBatchesAre() {
    UnitLogits logits = new UnitLogits(2);
    logits.add(
        new Batch(new int[] {1, 2}, List.of(SHORT, OTHER)),
        new Values(new long[] {2, 3}, new float[] {0, 4, 0, 1, 2, 3}));
    logits.add(
        new Batch(new int[] {0}, List.of(LONG)),
        new Values(new long[] {1, 3}, new float[] {8, 0, 2}));

    double[] first = ClassScores.softmax(new double[] {6, 1, 1.5});
    double[] second = ClassScores.softmax(new double[] {1, 2, 3});
    assertThat(logits.probabilities(0)).containsExactly(first, within(1e-12));
    assertThat(logits.probabilities(1)).containsExactly(second, within(1e-12));
    assertThat(logits.probabilities()).isDeepEqualTo(new double[][] {first, second});
  }

  private static Part part(int unit, Window window, double share) {
    return new Part(unit, window, share, PieceSequence.ofWords(new int[window.length()]));
  }
}
