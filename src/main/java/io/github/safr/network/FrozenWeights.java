package io.github.safr.network;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Reads the weights of a frozen network back out of its graph, as they were rounded. */
public final class FrozenWeights {

  private FrozenWeights() {}

  /**
   * The weights of a network; not those of an attribution head, should it have one.
   *
   * @param frozen the graph that {@link InferenceGraph#freeze} made, from a source that has been
   *     checked
   * @throws IllegalArgumentException if it is not a network of that architecture
   */
  public static Map<String, Weight> read(GraphDef frozen, Architecture architecture) {
    TensorFlowRuntime.load();
    Map<String, Shape> wanted = shapes(architecture);
    try (Graph graph = new Graph()) {
      graph.importGraphDef(frozen);
      Ops tf = Ops.create(graph);
      Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
      wanted.forEach((name, shape) -> values.put(name, value(tf, graph, name, shape)));
      Map<String, Weight> weights = new LinkedHashMap<>();
      try (Session session = new Session(graph)) {
        // One at a time, so that only one is in memory twice.
        values.forEach(
            (name, value) -> {
              try (Result result = session.runner().fetch(value).run()) {
                weights.put(name, Weight.of((TFloat32) result.get(0)));
              }
            });
      }
      return weights;
    }
  }

  private static Operand<TFloat32> value(Ops tf, Graph graph, String name, Shape shape) {
    GraphOperation constant = graph.operation(name);
    if (constant == null || !constant.output(0).shape().equals(shape)) {
      throw new IllegalArgumentException(
          "The network has no weight '" + name + "' of shape " + shape + ". Train it again.");
    }
    if (constant.output(0).dataType() == DataType.DT_UINT8) {
      GraphOperation steps = graph.operation(name + EightBitRows.STEPS);
      if (steps == null) {
        throw new IllegalArgumentException(
            "The steps of the network's '" + name + "' cannot be found. Train it again.");
      }
      return new EightBitRows.Stored(tf, constant.<TUint8>output(0), steps.<TFloat32>output(0))
          .all();
    }
    return tf.dtypes.cast(constant.<TNumber>output(0), TFloat32.class);
  }

  /** Names and shapes of all weights, found by building the network without any. */
  private static Map<String, Shape> shapes(Architecture architecture) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Parameters none =
          new Parameters() {
            @Override
            public Operand<TFloat32> get(String name, Shape shape, Initializer initializer) {
              shapes.put(name, shape);
              return tf.zeros(tf.constant(shape.asArray()), TFloat32.class);
            }

            @Override
            public Operand<TFloat32> rows(
                String name, Shape shape, Initializer initializer, Operand<TInt32> ids) {
              return tf.gather(get(name, shape, initializer), ids, tf.constant(0));
            }
          };
      Operand<TInt32> ids = tf.constant(new int[1][1]);
      Encoder.of(tf, none, architecture, 1, Precision.FLOAT32).infer(new Encoder.Input(ids, ids));
    }
    return shapes;
  }
}
