package io.github.safr.network;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Given weights as constants in full precision; those that are not given start at random. */
final class GivenParameters implements Parameters {

  private final Ops tf;
  private final Map<String, Weight> given;
  private final SplittableRandom random = new SplittableRandom(5);
  private final Map<String, Operand<TFloat32>> constants = new HashMap<>();

  GivenParameters(Ops tf, Map<String, Weight> given) {
    this.tf = tf;
    this.given = given;
  }

  @Override
  public Operand<TFloat32> get(String name, Shape shape, Initializer initializer) {
    return constants.computeIfAbsent(
        name,
        unused -> {
          Weight weight = given.get(name);
          if (weight == null) {
            weight = new Weight(shape.asArray(), initializer.values(shape, random));
          }
          assert Shape.of(weight.shape()).equals(shape) : name;
          try (TFloat32 value = weight.toTensor()) {
            return tf.withName(name).constantOf(value);
          }
        });
  }

  @Override
  public Operand<TFloat32> rows(
      String name, Shape shape, Initializer initializer, Operand<TInt32> ids) {
    return tf.gather(get(name, shape, initializer), ids, tf.constant(0));
  }
}
