package io.github.safr.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Changes of shape that all networks need. */
final class Tensors {

  private final Ops tf;

  Tensors(Ops tf) {
    this.tf = tf;
  }

  /** {@code [B, L, ...]} to {@code [B * L, columns]}. */
  Operand<TFloat32> flatten(Operand<TFloat32> x, int columns) {
    return tf.reshape(x, tf.constant(new int[] {-1, columns}));
  }

  /**
   * {@code [B * L, ...]} to {@code [B, L, tail...]}.
   *
   * @param shape {@code B} and {@code L}
   */
  Operand<TFloat32> unflatten(Operand<TFloat32> x, Operand<TInt32> shape, int... tail) {
    return tf.reshape(x, tf.concat(List.of(shape, tf.constant(tail)), tf.constant(0)));
  }

  /** {@code [B, L, n]} times {@code [B, L]}. */
  Operand<TFloat32> scaleTokens(Operand<TFloat32> x, Operand<TFloat32> factor) {
    return tf.math.mul(x, tf.expandDims(factor, tf.constant(-1)));
  }

  /** The mean of tensors of one shape, entry by entry. */
  Operand<TFloat32> mean(List<Operand<TFloat32>> terms) {
    return terms.size() == 1
        ? terms.get(0)
        : tf.math.div(tf.math.addN(terms), tf.constant((float) terms.size()));
  }

  /** One size of a shape, as a vector of one. */
  Operand<TInt32> size(Operand<TInt32> shape, int index) {
    return tf.slice(shape, tf.constant(new int[] {index}), tf.constant(new int[] {1}));
  }
}
