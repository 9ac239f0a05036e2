package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The layers that a transformer is made of, as operations of a graph. */
final class Layers {

  private static final float NORM_EPSILON = 1e-5f;

  private final Ops tf;
  private final Parameters parameters;

  Layers(Ops tf, Parameters parameters) {
    this.tf = tf;
    this.parameters = parameters;
  }

  /**
   * {@code x W + b}.
   *
   * @param x {@code [n, inputs]}
   * @return {@code [n, outputs]}
   */
  Operand<TFloat32> dense(String name, Operand<TFloat32> x, long inputs, long outputs) {
    Operand<TFloat32> bias =
        parameters.get(name + ".bias", Shape.of(outputs), new Initializer.Constant(0));
    return tf.nn.biasAdd(project(name, x, inputs, outputs), bias);
  }

  /** {@code x W}: {@link #dense} without a bias. */
  Operand<TFloat32> project(String name, Operand<TFloat32> x, long inputs, long outputs) {
    Operand<TFloat32> kernel =
        parameters.get(
            name + ".kernel",
            Shape.of(inputs, outputs),
            Initializer.Uniform.glorot(inputs, outputs));
    return tf.linalg.matMul(x, kernel);
  }

  /**
   * Layer normalisation over the last dimension.
   *
   * @param x {@code [n, width]}
   */
  Operand<TFloat32> norm(String name, Operand<TFloat32> x, long width) {
    Operand<TFloat32> scale =
        parameters.get(name + ".scale", Shape.of(width), new Initializer.Constant(1));
    Operand<TFloat32> shift =
        parameters.get(name + ".shift", Shape.of(width), new Initializer.Constant(0));
    Operand<TInt32> last = tf.constant(-1);
    Operand<TFloat32> mean = tf.math.mean(x, last, Mean.keepDims(true));
    Operand<TFloat32> centred = tf.math.sub(x, mean);
    Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), last, Mean.keepDims(true));
    Operand<TFloat32> inverse = tf.math.rsqrt(tf.math.add(variance, tf.constant(NORM_EPSILON)));
    return tf.math.add(tf.math.mul(tf.math.mul(centred, inverse), scale), shift);
  }

  /**
   * Products of matrices that are stacked in a batch: {@code a b}, or {@code a b^T}.
   *
   * @param a {@code [..., n, k]}
   * @param b {@code [..., k, m]}, or {@code [..., m, k]} if it is to be transposed
   */
  static Operand<TFloat32> batchMatMul(
      Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, boolean transposeB) {
    return tf.train.batchMatMul(a, b, TFloat32.class, BatchMatMul.adjY(transposeB));
  }
}
