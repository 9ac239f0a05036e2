package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * A matrix stored in eight bits an entry: each row's entries are multiples of a step of its own, a
 * 127th of its largest. An entry is off by half a step at most.
 *
 * @param rows number of rows
 * @param columns entries of each
 * @param codes {@code rows * columns}: entry divided by step, plus 128
 * @param steps {@code rows}
 */
record EightBitRows(int rows, int columns, byte[] codes, float[] steps) {

  private static final int LARGEST = 127;
  private static final int ZERO = 128;

  /** What the name of the constant that holds the steps adds to that of the matrix. */
  static final String STEPS = ".steps";

  /**
   * Rounds a matrix.
   *
   * @throws IllegalArgumentException if the weight is none, or has entries that are no numbers
   */
  static EightBitRows of(Weight weight) {
    if (weight.shape().length != 2) {
      throw new IllegalArgumentException("Only matrices have rows.");
    }
    int rows = Math.toIntExact(weight.shape()[0]);
    int columns = Math.toIntExact(weight.shape()[1]);
    byte[] codes = new byte[rows * columns];
    float[] steps = new float[rows];
    for (int row = 0; row < rows; row++) {
      float largest = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        float size = Math.abs(weight.values()[i]);
        if (!Float.isFinite(size)) {
          throw new IllegalArgumentException("A weight is not a finite number.");
        }
        largest = Math.max(largest, size);
      }
      steps[row] = largest / LARGEST;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        int multiple = steps[row] == 0 ? 0 : Math.round(weight.values()[i] / steps[row]);
        codes[i] = (byte) (Math.max(-LARGEST, Math.min(LARGEST, multiple)) + ZERO);
      }
    }
    return new EightBitRows(rows, columns, codes, steps);
  }

  /** The matrix as constants of a graph. */
  Stored store(Ops tf, String name) {
    try (TUint8 tensor = TUint8.tensorOf(Shape.of(rows, columns), DataBuffers.of(codes))) {
      return new Stored(
          tf, tf.withName(name).constantOf(tensor), tf.withName(name + STEPS).constant(steps));
    }
  }

  /**
   * The matrix in a graph.
   *
   * @param codes {@code [rows, columns]}
   * @param steps {@code [rows]}
   */
  record Stored(Ops tf, Operand<TUint8> codes, Operand<TFloat32> steps) {

    /** The whole matrix, {@code [rows, columns]}. */
    Operand<TFloat32> all() {
      return widened(codes, steps);
    }

    /**
     * Rows of the matrix.
     *
     * @param ids {@code [n]}
     * @return {@code [n, columns]}
     */
    Operand<TFloat32> gather(Operand<TInt32> ids) {
      return widened(tf.gather(codes, ids, tf.constant(0)), tf.gather(steps, ids, tf.constant(0)));
    }

    private Operand<TFloat32> widened(Operand<TUint8> some, Operand<TFloat32> theirSteps) {
      Operand<TFloat32> multiples =
          tf.math.sub(tf.dtypes.cast(some, TFloat32.class), tf.constant((float) ZERO));
      return tf.math.mul(multiples, tf.expandDims(theirSteps, tf.constant(1)));
    }
  }
}
