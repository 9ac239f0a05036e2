package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Where a network gets its weights from: variables while it is trained, constants once it is
 * frozen. The same code builds both graphs.
 */
interface Parameters {

  /**
   * The weight of that name.
   *
   * @param name unique within the network, for example {@code block1.ffn.inner.kernel}
   * @param shape its shape
   * @param initializer what it starts as, if it is to be trained from scratch
   */
  Operand<TFloat32> get(String name, Shape shape, Initializer initializer);

  /**
   * Rows of a matrix.
   *
   * @param ids {@code [n]} row numbers
   * @return {@code [n, columns]}
   */
  Operand<TFloat32> rows(String name, Shape shape, Initializer initializer, Operand<TInt32> ids);

  /**
   * Names a value that others may want to read or replace in the finished network. While a network
   * is trained nobody looks inside, so there it is left as it is.
   *
   * @param name one of {@link io.github.safr.tensorflow.InnerTensors}
   */
  default Operand<TFloat32> named(String name, Operand<TFloat32> value) {
    return value;
  }
}
