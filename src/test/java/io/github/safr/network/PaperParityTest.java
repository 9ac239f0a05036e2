package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

@DisplayName("The paper objective computes what the paper's code computes")
class PaperParityTest {

  private static final double RELATIVE = 1e-4;

  private static PaperGolden golden;
  private static LossProbe probe;
  private static Map<String, Weight> weights;

  @BeforeAll
  static void build() throws IOException {
    golden = PaperGolden.read();
    weights = golden.parameters("weights");
    int[] flat = golden.integers("token_ids");
    int[][] ids = new int[2][6];
    for (int i = 0; i < flat.length; i++) {
      ids[i / 6][i % 6] = flat[i];
    }
    LossSettings settings =
        new LossSettings(
            Objective.PAPER,
            golden.number("lambda_importance"),
            golden.number("lambda_interaction"),
            0.5,
            List.of(1));
    probe = new LossProbe(golden.architecture(), settings, ids, ids, golden.integers("labels"), 0);
  }

  @AfterAll
  static void close() {
    probe.close();
  }

  @Test
  void forwardPass() {
    assertSame("mask_probability", probe.states.keepProbability());
    assertSame("masked_embeddings", probe.states.maskedEmbedding());
    assertSame("attention", probe.states.headAttention().get(0));
    assertSame("encoder_output", probe.states.output());
    assertSame("logits", probe.states.logits());
  }

  @Test
  void losses() {
    assertScalar("cross_entropy", probe.losses.crossEntropy());
    assertScalar("importance_loss", probe.losses.importance());
    assertScalar("interaction_loss", probe.losses.interaction());
    assertScalar("total_loss", probe.losses.total());
  }

  @Test
  void everyGradient() {
    Map<String, Weight> expected = golden.parameters("gradients_of_total_loss");
    Map<String, Weight> actual = probe.gradients(weights);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, gradient) -> assertClose(name, actual.get(name), gradient));
  }

  @Test
  void termsOnTheirOwn() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      PaperTerms terms = new PaperTerms(tf);
      Operand<TFloat32> x = constant(tf, golden.array("standalone", "x"));
      Operand<TFloat32> attention = constant(tf, golden.array("standalone", "attention"));
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .fetch(terms.importance(x, 6))
                  .fetch(terms.interaction(attention))
                  .run()) {
        double importance = golden.number("standalone", "importance_loss");
        double interaction = golden.number("standalone", "interaction_loss");
        assertThat((double) ((TFloat32) result.get(0)).getFloat())
            .isCloseTo(importance, within(RELATIVE * importance));
        assertThat((double) ((TFloat32) result.get(1)).getFloat())
            .isCloseTo(interaction, within(RELATIVE * interaction));
      }
    }
  }

  private static Operand<TFloat32> constant(Ops tf, Weight weight) {
    return tf.constant(Shape.of(weight.shape()), DataBuffers.of(weight.values()));
  }

  private static void assertSame(String name, Operand<TFloat32> actual) {
    assertClose(name, probe.value(weights, actual), golden.array("outputs", name));
  }

  private static void assertScalar(String name, Operand<TFloat32> actual) {
    double expected = golden.number("outputs", name);
    assertThat(probe.scalar(weights, actual))
        .as(name)
        .isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
  }

  /** Relative to each entry, or to the largest one for entries that are almost zero. */
  private static void assertClose(String name, Weight actual, Weight expected) {
    assertThat(actual.values()).as(name).hasSameSizeAs(expected.values());
    double largest = 0;
    for (float value : expected.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.values().length; i++) {
      double value = expected.values()[i];
      double tolerance = RELATIVE * Math.max(Math.abs(value), 0.01 * largest) + 1e-9;
      assertThat((double) actual.values()[i])
          .as("%s[%d]", name, i)
          .isCloseTo(value, within(tolerance));
    }
  }
}
