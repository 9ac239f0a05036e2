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

/** Weights as variables of a graph, made when they are first asked for. */
final class TrainableParameters implements Parameters {

  private final Ops tf;
  private final SplittableRandom random;
  private final Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
  private final Map<String, Weight> initialValues = new LinkedHashMap<>();

  TrainableParameters(Ops tf, long seed) {
    this.tf = tf;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public Operand<TFloat32> get(String name, Shape shape, Initializer initializer) {
    return variables.computeIfAbsent(
        name,
        unused -> {
          initialValues.put(
              name, new Weight(shape.asArray(), initializer.values(shape, random.split())));
          return tf.withName(name).variable(shape, TFloat32.class);
        });
  }

  @Override
  public Operand<TFloat32> rows(
      String name, Shape shape, Initializer initializer, Operand<TInt32> ids) {
    return tf.gather(get(name, shape, initializer), ids, tf.constant(0));
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
