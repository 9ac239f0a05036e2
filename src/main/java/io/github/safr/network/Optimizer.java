package io.github.safr.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba, 2015) with clipping by the global norm and decoupled weight decay, as
 * operations of a graph that move its variables.
 */
final class Optimizer {

  /** What applies to one variable. */
  interface Rates {

    /** Factor on the learning rate of a weight. */
    double rate(String name);

    /** Share by which a weight shrinks, in units of its learning rate. */
    double decay(String name);
  }

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final Ops tf;
  private final Placeholder<TFloat32> learningRate;
  private final Placeholder<TFloat32> powers;
  private final Placeholder<TFloat32> assigned;
  private final Map<String, Op> assignments = new LinkedHashMap<>();
  private final List<Op> updates = new ArrayList<>();
  private final List<Op> zeroSlots = new ArrayList<>();
  private final Operand<TFloat32> gradientNorm;

  /**
   * Adds the operations.
   *
   * @param loss scalar to make smaller
   * @param variables what to move, by name
   * @param clipNorm gradients longer than this are shortened to it; 0 leaves them
   */
  Optimizer(
      Graph graph,
      Ops tf,
      Operand<TFloat32> loss,
      Map<String, Variable<TFloat32>> variables,
      double clipNorm,
      Rates rates) {
    this.tf = tf;
    learningRate = tf.withName("learningRate").placeholder(TFloat32.class);
    powers = tf.withName("powers").placeholder(TFloat32.class, Placeholder.shape(Shape.of(2)));
    assigned = tf.withName("assigned").placeholder(TFloat32.class);
    Output<?>[] targets =
        variables.values().stream().map(Variable::asOutput).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), targets);
    List<Operand<TFloat32>> squares = new ArrayList<>();
    for (Output<?> gradient : gradients) {
      squares.add(tf.nn.l2Loss(gradient.expect(TFloat32.class)));
    }
    gradientNorm = Measures.safeSqrt(tf, tf.math.mul(tf.math.addN(squares), tf.constant(2f)));
    Operand<TFloat32> factor =
        clipNorm > 0
            ? tf.math.minimum(
                tf.constant(1f), tf.math.div(tf.constant((float) clipNorm), gradientNorm))
            : tf.constant(1f);
    int i = 0;
    for (Map.Entry<String, Variable<TFloat32>> entry : variables.entrySet()) {
      String name = entry.getKey();
      move(
          name,
          entry.getValue(),
          tf.math.mul(gradients[i++].expect(TFloat32.class), factor),
          rates.rate(name),
          rates.decay(name));
    }
  }

  private void move(
      String name,
      Variable<TFloat32> variable,
      Operand<TFloat32> gradient,
      double ownRate,
      double decay) {
    // Every update waits for the norm, and so for all gradients: none reads a weight that another
    // has changed already.
    Ops gated = tf.withControlDependencies(List.of(gradientNorm));
    Variable<TFloat32> first = slot(name + ".adam1", variable.shape());
    Variable<TFloat32> second = slot(name + ".adam2", variable.shape());
    Operand<TFloat32> rate =
        ownRate == 1 ? learningRate : tf.math.mul(learningRate, tf.constant((float) ownRate));
    Ops afterDecay = gated;
    if (decay > 0) {
      Operand<TFloat32> share =
          gated.math.mul(variable, tf.math.mul(rate, tf.constant((float) decay)));
      afterDecay = tf.withControlDependencies(List.of(gated.assignSub(variable, share)));
    }
    updates.add(
        afterDecay.train.applyAdam(
            variable,
            first,
            second,
            power(0),
            power(1),
            rate,
            tf.constant(BETA1),
            tf.constant(BETA2),
            tf.constant(EPSILON),
            gradient));
    assignments.put(name, tf.assign(variable, assigned));
  }

  private Operand<TFloat32> power(int index) {
    return tf.reshape(
        tf.slice(powers, tf.constant(new int[] {index}), tf.constant(new int[] {1})),
        tf.constant(new int[0]));
  }

  private Variable<TFloat32> slot(String name, Shape shape) {
    Variable<TFloat32> slot = tf.withName(name).variable(shape, TFloat32.class);
    zeroSlots.add(tf.assign(slot, tf.zeros(tf.constant(shape.asArray()), TFloat32.class)));
    return slot;
  }

  /** Length of the whole gradient, before it is clipped. */
  Operand<TFloat32> gradientNorm() {
    return gradientNorm;
  }

  /** Sets the variables, and Adam's state to its beginning. */
  void start(Session session, Map<String, Weight> values) {
    values.forEach(
        (name, weight) -> {
          try (TFloat32 value = weight.toTensor()) {
            session.runner().feed(assigned, value).addTarget(assignments.get(name)).run().close();
          }
        });
    Session.Runner runner = session.runner();
    zeroSlots.forEach(runner::addTarget);
    runner.run().close();
  }

  /** What a step needs besides its data; the caller closes it after the step. */
  final class Step implements AutoCloseable {

    private final TFloat32 rate;
    private final TFloat32 powersOfStep;

    /**
     * @param number of the step, from 1: Adam's bias correction follows it
     */
    Step(long number, double rate) {
      this.rate = TFloat32.scalarOf((float) rate);
      this.powersOfStep =
          TFloat32.vectorOf(
              (float) Math.pow(BETA1, (double) number), (float) Math.pow(BETA2, (double) number));
    }

    /** Adds the step to a run. */
    void addTo(Session.Runner runner) {
      runner.feed(learningRate, rate).feed(powers, powersOfStep);
      updates.forEach(runner::addTarget);
    }

    @Override
    public void close() {
      rate.close();
      powersOfStep.close();
    }
  }
}
