package io.github.safr.network;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A network in evaluation mode with its losses and gradients, for weights given at every call. */
final class LossProbe implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final FixedParameters parameters;
  final EncoderStates states;
  final Losses losses;
  private final Map<String, Output<?>> gradients = new LinkedHashMap<>();

  LossProbe(
      Architecture architecture,
      LossSettings settings,
      int[][] ids,
      int[][] owners,
      int[] labels,
      double informationWeight) {
    TensorFlowRuntime.load();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    parameters = new FixedParameters(tf);
    Encoder.Input input = new Encoder.Input(tf.constant(ids), tf.constant(owners));
    states = Encoder.of(tf, parameters, architecture, 1, Precision.FLOAT32).infer(input);
    losses =
        new LossBuilder(tf, architecture, settings)
            .build(states, tf.constant(labels), tf.constant((float) informationWeight));
    List<String> names = new ArrayList<>(parameters.placeholders().keySet());
    Output<?>[] wanted =
        graph.addGradients(
            losses.total().asOutput(),
            names.stream()
                .map(n -> parameters.placeholders().get(n).asOutput())
                .toArray(Output<?>[]::new));
    for (int i = 0; i < wanted.length; i++) {
      gradients.put(names.get(i), wanted[i]);
    }
    session = new Session(graph);
  }

  Map<String, Weight> randomWeights() {
    return new LinkedHashMap<>(parameters.initial());
  }

  Map<String, Weight> gradients(Map<String, Weight> weights) {
    Map<String, Weight> values = new LinkedHashMap<>();
    gradients.forEach(
        (name, gradient) -> values.put(name, value(weights, gradient.expect(TFloat32.class))));
    return values;
  }

  double scalar(Map<String, Weight> weights, Operand<TFloat32> what) {
    return value(weights, what).values()[0];
  }

  Weight value(Map<String, Weight> weights, Operand<TFloat32> what) {
    List<TFloat32> tensors = new ArrayList<>();
    Session.Runner runner = session.runner().fetch(what);
    parameters
        .placeholders()
        .forEach(
            (name, placeholder) -> {
              Weight weight = weights.get(name);
              TFloat32 tensor =
                  TFloat32.tensorOf(Shape.of(weight.shape()), DataBuffers.of(weight.values()));
              tensors.add(tensor);
              runner.feed(placeholder, tensor);
            });
    try (Result result = runner.run()) {
      return Weight.of((TFloat32) result.get(0));
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
