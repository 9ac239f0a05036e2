package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.tensorflow.TensorFlowRuntime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

@DisplayName("Draws of the word mask")
class WordMaskTest {

  private static final int DRAWS = 20_000;
  private static final float KEEP = 0.3f;

  @Test
  void hardDrawsKeepAsOftenAsTheProbabilitySays() {
    float[] draws = draw(false, 1)[0];
    double kept = 0;
    for (float draw : draws) {
      assertThat(draw).isIn(0f, 1f);
      kept += draw;
    }
    // Four standard deviations.
    assertThat(kept / DRAWS).isCloseTo(KEEP, within(4 * Math.sqrt(0.21 / DRAWS)));
  }

  @Test
  void relaxedDrawsFallOnTheSideOfTheHardOnes() {
    float[] hard = draw(false, 5)[0];
    float[] relaxed = draw(true, 5)[0];
    for (int i = 0; i < DRAWS; i++) {
      assertThat(relaxed[i]).isBetween(0f, 1f);
      assertThat((float) Math.round(relaxed[i])).isEqualTo(hard[i]);
    }
  }

  @Test
  void hardDrawsHaveTheGradientOfRelaxedOnes() {
    float[] relaxed = draw(true, 9)[0];
    float[] gradient = draw(false, 9)[1];
    for (int i = 0; i < 100; i++) {
      assertThat(gradient[i]).isCloseTo(relaxed[i] * (1 - relaxed[i]), within(1e-5f));
    }
  }

  @Test
  void halfOfTheTextsSeeTheMaskItself() {
    TensorFlowRuntime.load();
    int texts = 400;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> logits = tf.fill(tf.constant(new int[] {texts, 3}), tf.constant(0.25f));
      Operand<TFloat32> drawn =
          new WordMask(
                  tf,
                  new Layers(tf, new FixedParameters(tf), Precision.FLOAT32),
                  architecture(true))
              .noisyHalf(logits, new Noise(tf, tf.constant(new long[] {7, 1})));
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(drawn).run()) {
        float[] values = Weight.of((TFloat32) result.get(0)).values();
        int same = 0;
        for (int text = 0; text < texts; text++) {
          boolean first = values[text * 3] == 0.25f;
          assertThat(values[text * 3 + 1] == 0.25f).isEqualTo(first);
          same += first ? 1 : 0;
        }
        // Four standard deviations.
        assertThat(same).isBetween(texts / 2 - 40, texts / 2 + 40);
      }
    }
  }

  @Test
  void theStepDecidesTheDraws() {
    assertThat(draw(true, 1)[0]).isEqualTo(draw(true, 1)[0]).isNotEqualTo(draw(true, 2)[0]);
  }

  /** Draws and their gradient with respect to the log-odds of keeping. */
  private static float[][] draw(boolean relaxed, long step) {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TInt64> seed = tf.constant(new long[] {7, step});
      float logOdds = (float) Math.log(KEEP / (1 - KEEP));
      Operand<TFloat32> logits = tf.fill(tf.constant(new int[] {1, DRAWS}), tf.constant(logOdds));
      Operand<TFloat32> drawn =
          new WordMask(
                  tf,
                  new Layers(tf, new FixedParameters(tf), Precision.FLOAT32),
                  architecture(relaxed))
              .sample(logits, new Noise(tf, seed));
      Output<?> gradient =
          graph.addGradients(drawn.asOutput(), new Output<?>[] {logits.asOutput()})[0];
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .fetch(drawn)
                  .fetch(gradient.expect(TFloat32.class).asOutput())
                  .run()) {
        return new float[][] {
          Weight.of((TFloat32) result.get(0)).values(), Weight.of((TFloat32) result.get(1)).values()
        };
      }
    }
  }

  private static WordArchitecture architecture(boolean relaxed) {
    return new WordArchitecture(5, 2, 4, 1, 1, 4, true, relaxed, 2, 0, 8, 0, false);
  }
}
