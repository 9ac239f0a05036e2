package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Expected values are worked out by hand from the definitions. */
@DisplayName("Measures of explanation, computed in the graph")
class ExplanationMeasuresTest {

  // One text of three tokens and a fourth position of padding, whose values must not matter.
  private static final float[][][] NEURONS = {
    {{3, 4, 0}, {0, 2, 0}, {0, 0, 1}, {9, 9, 9}},
  };
  private static final float[][][][] ATTENTION = {
    {{{0.5f, 0.3f, 0.2f, 0}, {0.1f, 0.8f, 0.1f, 0}, {0.4f, 0.2f, 0.4f, 0}, {1, 0, 0, 0}}},
  };
  private static final float[][] VALID = {{1, 1, 1, 0}};

  @Test
  void followTheirDefinitions() {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> valid = tf.constant(VALID);
      Operand<TFloat32> neurons = tf.constant(NEURONS);
      EncoderStates states =
          new EncoderStates(
              valid,
              valid,
              valid,
              neurons,
              List.of(tf.constant(ATTENTION)),
              List.of(tf.math.mean(tf.constant(ATTENTION), tf.constant(1))),
              List.of(neurons),
              List.of(neurons, neurons),
              neurons,
              valid,
              neurons);
      ExplanationMeasures.Tensors tensors =
          new ExplanationMeasures(tf, states, new ExplanationSettings(List.of(1), 2, 5)).compute();
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .fetch(tensors.measures())
                  .fetch(tensors.neurons())
                  .fetch(tensors.activations())
                  .fetch(tensors.pairs())
                  .run()) {
        // Products: x1.x1 = 25, x1.x2 = 8, x2.x2 = 4, x3.x3 = 1, all others 0.
        assertClose(
            result.get(0),
            5,
            625.0 / (625 + 64),
            8 / 5.0,
            49 / 25.0,
            2,
            16.0 / (16 + 64),
            8 / 2.0,
            1,
            1,
            1,
            0,
            1,
            0,
            0,
            0,
            0);
        TInt32 top = (TInt32) result.get(1);
        assertThat(top.getInt(0, 0, 0, 0)).isEqualTo(1);
        assertThat(top.getInt(0, 0, 0, 1)).isZero();
        assertThat(top.getInt(0, 2, 0, 0)).isEqualTo(2);
        assertClose(result.get(2), 4, 3, 2, 0, 1, 0, 0, 0);
        // Only the first two tokens share neurons: attention (0.3 + 0.1) / 2, cosine 8 / 10.
        Weight pairs = Weight.of((TFloat32) result.get(3));
        assertThat(Arrays.copyOf(pairs.values(), 5))
            .usingComparatorWithPrecision(1e-5f)
            .containsExactly(0, 1, 0.2f, 0.8f, 0.16f);
        for (int pair = 1; pair < 5; pair++) {
          assertThat(pairs.values()[5 * pair + 4]).isZero();
        }
      }
    }
  }

  private static void assertClose(Tensor tensor, double... expected) {
    float[] values = Weight.of((TFloat32) tensor).values();
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) values[i]).as("entry %d", i).isCloseTo(expected[i], within(1e-5));
    }
  }
}
