package io.github.safr.network;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Weights as constants, stored in half precision and widened when they are used. Of a matrix that
 * is read by rows only the rows are widened, so that an embedding stays small in memory too; it may
 * be stored in eight bits an entry, see {@link EightBitRows}.
 */
final class FrozenParameters implements Parameters {

  private final Ops tf;
  private final HalfPrecision precision;
  private final Map<String, Weight> weights;
  private final boolean eightBitRows;
  private final Map<String, Operand<TFloat32>> widened = new HashMap<>();
  private final Map<String, EightBitRows.Stored> eightBits = new HashMap<>();

  /**
   * @param eightBitRows whether matrices that are read by rows are stored in eight bits an entry
   */
  FrozenParameters(
      Ops tf, HalfPrecision precision, Map<String, Weight> weights, boolean eightBitRows) {
    this.tf = tf;
    this.precision = precision;
    this.weights = weights;
    this.eightBitRows = eightBitRows;
  }

  @Override
  public Operand<TFloat32> get(String name, Shape shape, Initializer initializer) {
    Operand<TFloat32> known = widened.get(name);
    if (known == null) {
      known = tf.dtypes.cast(constant(name, shape), TFloat32.class);
      widened.put(name, known);
    }
    return known;
  }

  @Override
  public Operand<TFloat32> rows(
      String name, Shape shape, Initializer initializer, Operand<TInt32> ids) {
    if (eightBitRows) {
      return eightBits
          .computeIfAbsent(name, n -> EightBitRows.of(weight(n, shape)).store(tf, n))
          .gather(ids);
    }
    return tf.dtypes.cast(tf.gather(constant(name, shape), ids, tf.constant(0)), TFloat32.class);
  }

  @Override
  public Operand<TFloat32> named(String name, Operand<TFloat32> value) {
    return tf.withName(name).identity(value);
  }

  private Operand<TFloat16> constant(String name, Shape shape) {
    return precision.constant(tf.withName(name), weight(name, shape));
  }

  private Weight weight(String name, Shape shape) {
    Weight weight = weights.get(name);
    if (weight == null || !Shape.of(weight.shape()).equals(shape)) {
      throw new IllegalArgumentException(
          "The weight '" + name + "' must have shape " + shape + ".");
    }
    return weight;
  }
}
