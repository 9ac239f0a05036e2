package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.tensorflow.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Single terms of the corrected objective as functions of the neurons of a batch. */
final class TermProbe implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final Ops tf;
  private final CorrectedTerms terms;
  private final Placeholder<TFloat32> neurons;
  private final Weight start;

  TermProbe(float[][][] x) {
    TensorFlowRuntime.load();
    graph = new Graph();
    tf = Ops.create(graph);
    terms = new CorrectedTerms(tf);
    try (TFloat32 tensor = TFloat32.tensorOf(StdArrays.ndCopyOf(x))) {
      start = Weight.of(tensor);
    }
    neurons = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(start.shape())));
    session = new Session(graph);
  }

  Operand<TFloat32> importance(float[][] keep) {
    return terms.importance(Measures.cosines(tf, neurons), tf.constant(keep));
  }

  Operand<TFloat32> interaction(float[][][][] attention, float[][] valid) {
    return terms.interaction(
        Measures.cosines(tf, neurons),
        tf.math.mean(tf.constant(attention), tf.constant(1)),
        tf.constant(valid));
  }

  Operand<TFloat32> information(float[][] keep, float[][] valid, double prior) {
    return terms.information(tf.constant(keep), tf.constant(valid), prior);
  }

  double value(Operand<TFloat32> term) {
    return run(start, term)[0];
  }

  float[] gradient(Operand<TFloat32> term) {
    Output<?>[] gradient =
        graph.addGradients(term.asOutput(), new Output<?>[] {neurons.asOutput()});
    return run(start, gradient[0].expect(TFloat32.class));
  }

  /** Compares every entry of the gradient with a central difference. */
  void assertGradient(Operand<TFloat32> term) {
    float[] gradient = gradient(term);
    float step = 5e-3f;
    for (int i = 0; i < gradient.length; i++) {
      double slope = (run(moved(i, step), term)[0] - run(moved(i, -step), term)[0]) / (2 * step);
      assertThat(slope).as("entry %d", i).isCloseTo(gradient[i], within(5e-4));
    }
  }

  private Weight moved(int entry, float by) {
    float[] values = start.values().clone();
    values[entry] += by;
    return new Weight(start.shape(), values);
  }

  private float[] run(Weight x, Operand<TFloat32> what) {
    try (TFloat32 tensor = x.toTensor();
        Result result = session.runner().feed(neurons, tensor).fetch(what).run()) {
      return Weight.of((TFloat32) result.get(0)).values();
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
