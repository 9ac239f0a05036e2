package io.github.safr.network;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;

/** Rounding of weights to half precision, as models are stored (IEEE 754 binary16). */
public final class HalfPrecision implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final Placeholder<TFloat32> exact;
  private final Operand<TFloat16> half;
  private final Operand<TFloat32> rounded;

  private HalfPrecision() {
    TensorFlowRuntime.load();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    exact = tf.placeholder(TFloat32.class);
    half = tf.dtypes.cast(exact, TFloat16.class);
    rounded = tf.dtypes.cast(half, TFloat32.class);
    session = new Session(graph);
  }

  static HalfPrecision create() {
    return new HalfPrecision();
  }

  /** The same weights with every entry rounded to half precision. */
  public static Map<String, Weight> round(Map<String, Weight> weights) {
    Map<String, Weight> all = new LinkedHashMap<>();
    try (HalfPrecision precision = new HalfPrecision()) {
      weights.forEach(
          (name, weight) -> {
            try (TFloat32 value = weight.toTensor();
                Result result =
                    precision
                        .session
                        .runner()
                        .feed(precision.exact, value)
                        .fetch(precision.rounded)
                        .run()) {
              all.put(name, Weight.of((TFloat32) result.get(0)));
            }
          });
    }
    return all;
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
