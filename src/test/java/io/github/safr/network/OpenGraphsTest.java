package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.Graph;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Graphs and sessions are native memory: what cannot be built must not keep any. */
class OpenGraphsTest {

  private static final WordArchitecture ARCHITECTURE =
      new WordArchitecture(9, 2, 8, 2, 1, 12, true, true, 4, 0, 16, 0, false);
  private static final Optimizer.Rates RATES =
      new Optimizer.Rates() {
        @Override
        public double rate(String name) {
          return 1;
        }

        @Override
        public double decay(String name) {
          return 0;
        }
      };

  @Test
  void aClassifierThatLacksAWeightLeavesNone() throws ReflectiveOperationException {
    Map<String, Weight> weights;
    try (TrainingGraph network = network(Pretrained.NOTHING)) {
      weights = new HashMap<>(network.weights());
    }
    weights.remove("classifier.kernel");
    Set<Object> before = openGraphs();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrozenClassifier(ARCHITECTURE, weights, 1).close())
        .withMessageContaining("classifier.kernel");
    assertThat(openGraphs()).isEqualTo(before);
  }

  @Test
  void aNetworkThatCannotStartFromItsWeightsLeavesNone() throws ReflectiveOperationException {
    Weight tooSmall = new Weight(new long[] {1}, new float[1]);
    Set<Object> before = openGraphs();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(new Pretrained(Map.of("classifier.kernel", tooSmall), 0)).close())
        .withMessageContaining("classifier.kernel");
    assertThat(openGraphs()).isEqualTo(before);
  }

  /** A graph waits for its sessions before it closes. */
  @Test
  @Timeout(30)
  void aSessionWhoseVariablesCannotBeSetIsClosed() {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Variable<TFloat32> variable = tf.withName("x").variable(Shape.of(2), TFloat32.class);
      Optimizer optimizer =
          new Optimizer(graph, tf, tf.nn.l2Loss(variable), Map.of("x", variable), 0, RATES);
      Map<String, Weight> tooMany = Map.of("x", new Weight(new long[] {3}, new float[3]));
      assertThatThrownBy(() -> TrainingGraph.start(graph, 1, optimizer, tooMany).close())
          .isInstanceOf(TFInvalidArgumentException.class);
    }
  }

  private static TrainingGraph network(Pretrained start) {
    return new TrainingGraph(
        ARCHITECTURE,
        new LossSettings(Objective.CORRECTED, 1, 1, 0.3, List.of(1)),
        new OptimizerSettings(1, 0),
        start,
        Precision.FLOAT32,
        4,
        1);
  }

  /** TensorFlow keeps a list of its own, which it shows to nobody. */
  private static Set<Object> openGraphs() throws ReflectiveOperationException {
    Field field = Graph.class.getDeclaredField("ALL_GRAPHS");
    field.setAccessible(true);
    return Set.copyOf(((Map<?, ?>) field.get(null)).values());
  }
}
