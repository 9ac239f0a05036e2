package io.github.safr.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Weights as variables of a graph, made when they are first asked for; those that stay as they are
 * as constants, stored as the finished model stores them.
 */
final class TrainableParameters implements Parameters {

  private final Ops tf;
  private final SplittableRandom random;
  private final Pretrained pretrained;
  private final FrozenParameters frozen;
  private final Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
  private final Map<String, Weight> initialValues = new LinkedHashMap<>();

  /**
   * @param eightBitRows whether the finished model stores its embedding in eight bits an entry
   */
  TrainableParameters(
      Ops tf, long seed, Pretrained pretrained, HalfPrecision precision, boolean eightBitRows) {
    this.tf = tf;
    this.random = new SplittableRandom(seed);
    this.pretrained = pretrained;
    this.frozen = new FrozenParameters(tf, precision, pretrained.weights(), eightBitRows);
  }

  @Override
  public Operand<TFloat32> get(String name, Shape shape, Initializer initializer) {
    if (pretrained.isFrozen(name)) {
      return frozen.get(name, shape, initializer);
    }
    return variables.computeIfAbsent(
        name,
        unused -> {
          initialValues.put(name, initialValue(name, shape, initializer));
          return tf.withName(name).variable(shape, TFloat32.class);
        });
  }

  @Override
  public Operand<TFloat32> rows(
      String name, Shape shape, Initializer initializer, Operand<TInt32> ids) {
    if (pretrained.isFrozen(name)) {
      return frozen.rows(name, shape, initializer, ids);
    }
    return tf.gather(get(name, shape, initializer), ids, tf.constant(0));
  }

  private Weight initialValue(String name, Shape shape, Initializer initializer) {
    SplittableRandom own = random.split();
    Weight given = pretrained.weights().get(name);
    if (given == null) {
      return new Weight(shape.asArray(), initializer.values(shape, own));
    }
    if (!Shape.of(given.shape()).equals(shape)) {
      throw new IllegalArgumentException(
          "The pretrained weight '" + name + "' must have shape " + shape + ".");
    }
    return given;
  }

  /** All variables, in the order in which they were asked for. */
  Map<String, Variable<TFloat32>> variables() {
    return variables;
  }

  /** What each variable is to start as; given away once, since it is as large as the network. */
  Map<String, Weight> takeInitialValues() {
    Map<String, Weight> values = new LinkedHashMap<>(initialValues);
    initialValues.clear();
    return values;
  }
}
