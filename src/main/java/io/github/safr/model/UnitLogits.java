package io.github.safr.model;

import io.github.safr.model.InnerNetwork.Values;
import io.github.safr.model.UnitWindows.Batch;
import io.github.safr.model.UnitWindows.Part;
import java.util.Arrays;

/** Sums up the logits of units from those of their windows, as {@link UnitAssembler} does. */
final class UnitLogits {

  private final double[][] sums;

  UnitLogits(int units) {
    sums = new double[units][];
  }

  /**
   * Adds the windows of a batch.
   *
   * @param logits {@code [B, C]}
   */
  void add(Batch batch, Values logits) {
    for (int row = 0; row < batch.parts().size(); row++) {
      Part part = batch.parts().get(row);
      add(part, logits, row);
    }
  }

  /** Adds one window, of which a row of the logits tells. */
  void add(Part part, Values logits, int row) {
    int classes = logits.width();
    if (sums[part.unit()] == null) {
      sums[part.unit()] = new double[classes];
    }
    for (int c = 0; c < classes; c++) {
      sums[part.unit()][c] += part.share() * logits.values()[row * classes + c];
    }
  }

  /** Probabilities of every class of a unit, once all its windows are in. */
  double[] probabilities(int unit) {
    return ClassScores.softmax(sums[unit]);
  }

  /** Probabilities of every class of each unit, once all their windows are in. */
  double[][] probabilities() {
    return Arrays.stream(sums).map(ClassScores::softmax).toArray(double[][]::new);
  }
}
