package io.github.safr.network;

import io.github.safr.tensorflow.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;

/** Rounding of weights to half precision, as models are stored (IEEE 754 binary16). */
final class HalfPrecision implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final Placeholder<TFloat32> exact;
  private final Operand<TFloat16> half;

  private HalfPrecision() {
    TensorFlowRuntime.load();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    exact = tf.placeholder(TFloat32.class);
    half = tf.dtypes.cast(exact, TFloat16.class);
    session = new Session(graph);
  }

  static HalfPrecision create() {
    return new HalfPrecision();
  }

  /** A constant of another graph, stored in half precision. */
  Operand<TFloat16> constant(Ops tf, Weight weight) {
    try (TFloat32 value = weight.toTensor();
        Result result = session.runner().feed(exact, value).fetch(half).run()) {
      return tf.constantOf((TFloat16) result.get(0));
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
