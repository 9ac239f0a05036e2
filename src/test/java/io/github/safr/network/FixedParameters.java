package io.github.safr.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Weights that a test feeds, so that it can ask for gradients and move single entries. */
final class FixedParameters implements Parameters {

  private final Ops tf;
  private final Map<String, Placeholder<TFloat32>> placeholders = new LinkedHashMap<>();
  private final Map<String, Weight> initial = new LinkedHashMap<>();
  private final SplittableRandom random = new SplittableRandom(5);

  FixedParameters(Ops tf) {
    this.tf = tf;
  }

  @Override
  public Operand<TFloat32> get(String name, Shape shape, Initializer initializer) {
    return placeholders.computeIfAbsent(
        name,
        unused -> {
          initial.put(name, new Weight(shape.asArray(), initializer.values(shape, random)));
          return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
        });
  }

  @Override
  public Operand<TFloat32> rows(
      String name, Shape shape, Initializer initializer, Operand<TInt32> ids) {
    return tf.gather(get(name, shape, initializer), ids, tf.constant(0));
  }

  Map<String, Placeholder<TFloat32>> placeholders() {
    return placeholders;
  }

  /** A random start for every weight. */
  Map<String, Weight> initial() {
    return initial;
  }
}
