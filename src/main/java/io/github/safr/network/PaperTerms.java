package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * The two terms of SAFR (Chang, Deng and Chen, 2025) as the published code computes them, over all
 * positions, padding included; what is questionable there is kept. See {@link CorrectedTerms} for
 * the same ideas done better.
 */
final class PaperTerms {

  private static final float NORM_OFFSET = 1e-5f;

  private final Ops tf;

  PaperTerms(Ops tf) {
    this.tf = tf;
  }

  /**
   * Superposition of the masked embeddings: with {@code u_i = x_i / (1e-5 + |x_i|)}, the mean over
   * tokens of {@code sqrt(sum_{j != i} (u_i . x_j)^2) / sqrt(E)}.
   *
   * @param x {@code [B, L, E]}
   * @param width {@code E}
   */
  Operand<TFloat32> importance(Operand<TFloat32> x, int width) {
    Operand<TFloat32> length =
        Measures.safeSqrt(
            tf, tf.reduceSum(tf.math.square(x), tf.constant(-1), ReduceSum.keepDims(true)));
    Operand<TFloat32> unit = tf.math.div(x, tf.math.add(length, tf.constant(NORM_OFFSET)));
    Operand<TFloat32> projections = withoutDiagonal(Layers.batchMatMul(tf, unit, x, true));
    Operand<TFloat32> interference =
        Measures.safeSqrt(tf, tf.reduceSum(tf.math.square(projections), tf.constant(-1)));
    return tf.math.mul(mean(interference), tf.constant((float) (1 / Math.sqrt(width))));
  }

  /**
   * Attended pairs whose attention patterns differ: with {@code M = A A^T} and its diagonal set to
   * zero, the mean over batch, heads, i and k of {@code A_ik (1 - M_ik)}.
   *
   * @param attention {@code [B, H, L, L]}
   */
  Operand<TFloat32> interaction(Operand<TFloat32> attention) {
    Operand<TFloat32> similar = withoutDiagonal(Layers.batchMatMul(tf, attention, attention, true));
    return mean(tf.math.mul(attention, tf.math.sub(tf.constant(1f), similar)));
  }

  private Operand<TFloat32> withoutDiagonal(Operand<TFloat32> square) {
    return tf.math.mul(square, Measures.offDiagonal(tf, square));
  }

  private Operand<TFloat32> mean(Operand<TFloat32> x) {
    return tf.math.mean(tf.reshape(x, tf.constant(new int[] {-1})), tf.constant(0));
  }
}
