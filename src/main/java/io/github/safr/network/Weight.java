package io.github.safr.network;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * The value of a weight.
 *
 * @param shape its dimensions
 * @param values its entries, row by row
 */
public record Weight(long[] shape, float[] values) {

  public Weight {
    if (Shape.of(shape).size() != values.length) {
      throw new IllegalArgumentException(
          "A weight of shape " + Shape.of(shape) + " cannot have " + values.length + " values.");
    }
  }

  /** A copy as a tensor; the caller closes it. */
  TFloat32 toTensor() {
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values));
  }

  /** A copy of a tensor. */
  static Weight of(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.copyTo(DataBuffers.of(values));
    return new Weight(tensor.shape().asArray(), values);
  }
}
