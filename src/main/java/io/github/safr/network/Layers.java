package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The layers that a transformer is made of, as operations of a graph. */
final class Layers {

  private final Ops tf;
  private final Parameters parameters;
  private final Precision precision;

  Layers(Ops tf, Parameters parameters, Precision precision) {
    this.tf = tf;
    this.parameters = parameters;
    this.precision = precision;
  }

  /** The same in full precision: for products so small that rounding them saves no time. */
  Layers exact() {
    return new Layers(tf, parameters, Precision.FLOAT32);
  }

  /** As {@link Parameters#named}. */
  Operand<TFloat32> named(String name, Operand<TFloat32> value) {
    return parameters.named(name, value);
  }

  /** A weight that one of the layers has. */
  Operand<TFloat32> weight(String name, Shape shape) {
    return parameters.get(name, shape, new Initializer.Constant(0));
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
    if (precision == Precision.FLOAT32) {
      return tf.linalg.matMul(x, kernel);
    }
    return tf.dtypes.cast(
        tf.linalg.matMul(
            tf.dtypes.cast(x, TBfloat16.class), tf.dtypes.cast(kernel, TBfloat16.class)),
        TFloat32.class);
  }

  /**
   * Layer normalisation over the last dimension.
   *
   * @param x {@code [n, width]}
   * @param epsilon added to the variance
   */
  Operand<TFloat32> norm(String name, Operand<TFloat32> x, long width, double epsilon) {
    return normalized(name, x, width, epsilon).value();
  }

  /**
   * A layer normalisation, and what it divided by.
   *
   * @param value {@code [n, width]}
   * @param inverseDeviation {@code [n, 1]}: one over the standard deviation of each row
   */
  record Normalized(Operand<TFloat32> value, Operand<TFloat32> inverseDeviation) {}

  /** As {@link #norm}. */
  Normalized normalized(String name, Operand<TFloat32> x, long width, double epsilon) {
    Operand<TFloat32> scale =
        parameters.get(name + ".scale", Shape.of(width), new Initializer.Constant(1));
    Operand<TFloat32> shift =
        parameters.get(name + ".shift", Shape.of(width), new Initializer.Constant(0));
    Operand<TInt32> last = tf.constant(-1);
    Operand<TFloat32> mean = tf.math.mean(x, last, Mean.keepDims(true));
    Operand<TFloat32> centred = tf.math.sub(x, mean);
    Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), last, Mean.keepDims(true));
    Operand<TFloat32> inverse = tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon)));
    return new Normalized(
        tf.math.add(tf.math.mul(tf.math.mul(centred, inverse), scale), shift), inverse);
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
