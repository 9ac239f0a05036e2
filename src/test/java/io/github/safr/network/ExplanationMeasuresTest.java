package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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

  /** Second label by log-odds of 1; tokens speak for it by 2, 1 and -1. */
  private static final float[][] LOGITS = {{0, 1}};

  private static final float[][][] TOKEN_SCORES = {{{-1, 1}, {0, 1}, {1, 0}, {5, 9}}};

  /** Of the last block's neurons, of which half reaches the label. */
  private static final float[][][] EFFECTS = {
    {{0.2f, -0.8f, 0}, {0, 0.6f, 0}, {0, 0, -0.4f}, {7, 7, 7}}
  };

  @Test
  void followTheirDefinitions() {
    run(
        List.of(1),
        result -> {
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
          // In a block before the last those that fire most, whatever they lead to.
          assertNeurons(result.get(1), 1, 0, 1, 0, 2, 0);
          assertClose(result.get(2), 4, 3, 2, 0, 1, 0, 0, 0);
          assertClose(result.get(3), 0, 0, 0, 0, 0, 0, 0, 0);
        });
  }

  @Test
  void nameTheNeuronsOfTheLastBlockByWhatTheyDoToTheLabel() {
    run(
        List.of(2),
        result -> {
          assertNeurons(result.get(1), 1, 0, 1, 0, 2, 0);
          assertClose(result.get(2), 4, 3, 2, 0, 1, 0, 0, 0);
          assertClose(result.get(3), -0.4, 0.1, 0.3, 0, -0.2, 0, 0, 0);
        });
  }

  /** Attention is the mean over both blocks, of which the second attends to nothing. */
  @Test
  void scorePairsByAttentionAndTheInteractionThatContributionsForetell() {
    run(
        List.of(1),
        result -> {
          double first = 0.1 * interaction(2, 1);
          double outer = 0.15 * interaction(2, -1);
          double second = 0.075 * interaction(1, -1);
          float[] pairs = Weight.of((TFloat32) result.get(4)).values();
          assertThat(first).isGreaterThan(second);
          assertThat(outer).isGreaterThan(first);
          assertThat(Arrays.copyOf(pairs, 15))
              .usingComparatorWithPrecision(1e-5f)
              .containsExactly(
                  new float[] {
                    0, 2, 0.15f, 0, (float) outer,
                    0, 1, 0.1f, 0.8f, (float) first,
                    1, 2, 0.075f, 0, (float) second
                  });
          for (int pair = 3; pair < 5; pair++) {
            assertThat(pairs[5 * pair + 4]).isZero();
          }
        });
  }

  /** With three labels contributions count less the mean of the others', odds against all. */
  @Test
  void scorePairsOfConfidentDecisionsAmongSeveralLabels() {
    float[][] logits = {{14, 1, 2}};
    float[][][] scores = {{{6, 0, 0}, {2, -1, 1}, {0, 3, 1}, {5, 9, 2}}};
    run(
        List.of(1),
        logits,
        scores,
        result -> {
          double z = 14 - Math.log(Math.exp(1) + Math.exp(2));
          float[] pairs = Weight.of((TFloat32) result.get(4)).values();
          assertThat(pairs[0]).isZero();
          assertThat(pairs[1]).isEqualTo(1);
          double best = 0.1 * interaction(z, 6, 2);
          assertThat((double) pairs[4]).isCloseTo(best, within(1e-4 * best));
          double outer = 0.15 * interaction(z, 6, -2);
          assertThat((double) pairs[9]).isCloseTo(outer, within(1e-4 * outer));
        });
  }

  private static double interaction(double first, double second) {
    return interaction(1, first, second);
  }

  private static double interaction(double z, double first, double second) {
    return Math.abs(
        sigmoid(z) - sigmoid(z - first) - sigmoid(z - second) + sigmoid(z - first - second));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static Operand<TFloat32> mean(Ops tf, float[][][][] heads) {
    return tf.math.mean(tf.constant(heads), tf.constant(1));
  }

  private static void run(List<Integer> layers, Consumer<Result> check) {
    run(layers, LOGITS, TOKEN_SCORES, check);
  }

  private static void run(
      List<Integer> layers, float[][] logits, float[][][] tokenScores, Consumer<Result> check) {
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
              List.of(),
              List.of(),
              tf.math.mul(mean(tf, ATTENTION), tf.constant(0.5f)),
              List.of(neurons, neurons),
              List.of(neurons, neurons),
              neurons,
              neurons,
              valid,
              tf.constant(logits),
              neurons);
      ExplanationMeasures.Outputs tensors =
          new ExplanationMeasures(
                  tf,
                  states,
                  new ExplanationSettings(layers, 2, 5),
                  tf.constant(tokenScores),
                  new NeuronEffects.Effects(
                      tf.constant(EFFECTS), tf.math.mul(valid, tf.constant(0.5f))),
                  3)
              .compute();
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .fetch(tensors.measures())
                  .fetch(tensors.neurons())
                  .fetch(tensors.activations())
                  .fetch(tensors.effects())
                  .fetch(tensors.pairs())
                  .run()) {
        check.accept(result);
      }
    }
  }

  /** The two neurons of each of the three tokens. */
  private static void assertNeurons(Tensor tensor, int... expected) {
    TInt32 neurons = (TInt32) tensor;
    for (int i = 0; i < expected.length; i++) {
      assertThat(neurons.getInt(0, i / 2, 0, i % 2)).as("neuron %d", i).isEqualTo(expected[i]);
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
