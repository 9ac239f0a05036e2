package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Small pieces of arithmetic that losses and explanations share. */
final class Measures {

  /** Inside square roots, whose gradient at 0 is infinite. */
  private static final float ROOT_EPSILON = 1e-12f;

  private Measures() {}

  /** {@code sqrt(x + 1e-12)}: the square root with a finite gradient at 0. */
  static Operand<TFloat32> safeSqrt(Ops tf, Operand<TFloat32> x) {
    return tf.math.sqrt(tf.math.add(x, tf.constant(ROOT_EPSILON)));
  }

  /**
   * Cosines of all pairs of rows.
   *
   * @param x {@code [B, L, n]}
   * @return {@code [B, L, L]}
   */
  static Operand<TFloat32> cosines(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> squared =
        tf.reduceSum(tf.math.square(x), tf.constant(-1), ReduceSum.keepDims(true));
    Operand<TFloat32> unit =
        tf.math.mul(x, tf.math.rsqrt(tf.math.add(squared, tf.constant(ROOT_EPSILON))));
    return Layers.batchMatMul(tf, unit, unit, true);
  }

  /**
   * Ones with a diagonal of zeros.
   *
   * @param square {@code [..., L, L]}
   * @return {@code [L, L]}
   */
  static Operand<TFloat32> offDiagonal(Ops tf, Operand<TFloat32> square) {
    Operand<TInt32> shape = tf.shape(square, TInt32.class);
    Operand<TInt32> length =
        tf.reshape(
            tf.slice(
                tf.reverse(shape, tf.constant(new int[] {0})),
                tf.constant(new int[] {0}),
                tf.constant(new int[] {1})),
            tf.constant(new int[0]));
    Operand<TInt32> positions = tf.range(tf.constant(0), length, tf.constant(1));
    return tf.dtypes.cast(
        tf.math.notEqual(
            tf.expandDims(positions, tf.constant(0)), tf.expandDims(positions, tf.constant(1))),
        TFloat32.class);
  }

  /**
   * The weight of each pair of different tokens.
   *
   * @param weight {@code [B, L]}
   * @return {@code [B, L, L]}: {@code w_i w_j} off the diagonal, 0 on it
   */
  static Operand<TFloat32> pairWeights(Ops tf, Operand<TFloat32> weight) {
    Operand<TFloat32> product =
        tf.math.mul(tf.expandDims(weight, tf.constant(1)), tf.expandDims(weight, tf.constant(2)));
    return tf.math.mul(product, offDiagonal(tf, product));
  }
}
