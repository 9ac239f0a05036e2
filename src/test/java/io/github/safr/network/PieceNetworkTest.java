package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TensorFlowRuntime;
import io.github.safr.tensorflow.TokenBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A tiny network of random weights: two blocks, width 8, 12 neurons, two heads. */
@DisplayName("A network of word pieces")
class PieceNetworkTest {

  private static final int WIDTH = 8;
  private static final int NEURONS = 12;
  private static final int NOBODY = PieceSequence.NOBODY;
  private static final Offset<Float> EXACT = within(1e-5f);

  private static final int[] IDS = {1, 5, 6, 7, 8, 2};
  private static final PieceSequence EACH_ITS_OWN =
      new PieceSequence(IDS, new int[] {NOBODY, 0, 1, 2, 3, NOBODY});
  private static final PieceSequence TWO_IN_ONE =
      new PieceSequence(IDS, new int[] {NOBODY, 0, 1, 1, 2, NOBODY});

  @Test
  void mergesNeuronsAsTheMeanOfATokensPieces() {
    float[] apart = run(false, s -> s.neurons().get(1), EACH_ITS_OWN);
    float[] merged = run(false, s -> s.neurons().get(1), TWO_IN_ONE);
    for (int k = 0; k < NEURONS; k++) {
      assertThat(merged[k]).isCloseTo(apart[k], EXACT);
      assertThat(merged[NEURONS + k])
          .isCloseTo((apart[NEURONS + k] + apart[2 * NEURONS + k]) / 2, EXACT);
      assertThat(merged[2 * NEURONS + k]).isCloseTo(apart[3 * NEURONS + k], EXACT);
    }
  }

  @Test
  void mergesAttentionAsTheSumOverAttendedAndTheMeanOverAttendingPieces() {
    float[] a = run(false, s -> s.attention().get(0), EACH_ITS_OWN);
    float[] merged = run(false, s -> s.attention().get(0), TWO_IN_ONE);
    assertThat(a).hasSize(16);
    assertThat(merged).hasSize(9);
    assertThat(merged[0]).isCloseTo(a[0], EXACT);
    assertThat(merged[1]).isCloseTo(a[1] + a[2], EXACT);
    assertThat(merged[3]).isCloseTo((a[4] + a[8]) / 2, EXACT);
    assertThat(merged[4]).isCloseTo((a[5] + a[6] + a[9] + a[10]) / 2, EXACT);
    // What is missing to 1 goes to the marks of begin and end.
    assertThat(merged[0] + merged[1] + merged[2]).isStrictlyBetween(0f, 1f);
  }

  @Test
  void allPiecesOfATokenShareItsKeepProbability() {
    float[] keep = run(true, EncoderStates::keepProbability, TWO_IN_ONE);
    assertThat(keep).hasSize(3);
    for (float p : keep) {
      assertThat(p).isStrictlyBetween(0f, 1f);
    }
  }

  @Test
  void sharesOfTheTokensAddUpToTheLogits() {
    for (boolean mask : new boolean[] {true, false}) {
      float[] logits = run(mask, EncoderStates::logits, TWO_IN_ONE);
      float[] shares = run(mask, EncoderStates::tokenScores, TWO_IN_ONE);
      for (int c = 0; c < 2; c++) {
        // The classifier's bias starts at 0.
        assertThat(shares[c] + shares[2 + c] + shares[4 + c]).isCloseTo(logits[c], EXACT);
      }
    }
  }

  @Test
  void doesNotSeeThePaddingOrTheOtherTextsOfItsBatch() {
    PieceSequence longer =
        new PieceSequence(
            new int[] {1, 3, 4, 3, 4, 3, 4, 2}, new int[] {NOBODY, 0, 1, 2, 3, 4, 5, NOBODY});
    for (boolean mask : new boolean[] {true, false}) {
      float[] alone = run(mask, EncoderStates::logits, TWO_IN_ONE);
      float[] together = run(mask, EncoderStates::logits, TWO_IN_ONE, longer);
      assertThat(Arrays.copyOf(together, 2)).containsExactly(alone, EXACT);
      float[] valid = run(mask, EncoderStates::valid, TWO_IN_ONE, longer);
      assertThat(valid).containsExactly(1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1);
      float[] neurons = run(mask, s -> s.neurons().get(0), TWO_IN_ONE, longer);
      assertThat(Arrays.copyOfRange(neurons, 3 * NEURONS, 6 * NEURONS)).containsOnly(0);
    }
  }

  /** A token that the mask hides must be as good as one that is not there. */
  @Test
  void aHiddenTokenIsSeenByNoOther() {
    PieceSequence other = new PieceSequence(new int[] {1, 5, 4, 4, 8, 2}, TWO_IN_ONE.owners());
    Map<String, Weight> hideTheMiddle =
        Map.of(
            // Hidden unit 0 sees nothing but its bias; the log-odds follow from the embedding's
            // first entry, which is large and negative for the pieces 4, 6 and 7 only.
            "embedding", embedding(),
            "embedding.norm.scale", constant(1, WIDTH),
            "mask.hidden.kernel", firstEntryTo(WIDTH, 6, 1),
            "mask.neighbourBefore1.kernel", firstEntryTo(WIDTH, 6, 0),
            "mask.neighbourAfter1.kernel", firstEntryTo(WIDTH, 6, 0),
            "mask.output.kernel", new Weight(new long[] {6, 2}, outputKernel()));
    float[] keep = run(hideTheMiddle, true, EncoderStates::keepProbability, TWO_IN_ONE);
    assertThat(keep[1]).isLessThan(1e-6f);
    assertThat(keep[0]).isGreaterThan(0.5f);
    float[] logits = run(hideTheMiddle, true, EncoderStates::logits, TWO_IN_ONE);
    float[] changed = run(hideTheMiddle, true, EncoderStates::logits, other);
    assertThat(changed).containsExactly(logits, EXACT);
    float[] seen = run(false, EncoderStates::logits, TWO_IN_ONE);
    float[] seenChanged = run(false, EncoderStates::logits, other);
    assertThat(Math.abs(seen[0] - seenChanged[0])).isGreaterThan(1e-3f);
  }

  private static Weight embedding() {
    float[] values = new float[9 * WIDTH];
    for (int id = 0; id < 9; id++) {
      boolean hidden = id == 4 || id == 6 || id == 7;
      values[id * WIDTH] = hidden ? -8 : 8;
      for (int i = 1; i < WIDTH; i++) {
        values[id * WIDTH + i] = (float) Math.sin(id * 7 + i * 3) - (hidden ? -8f : 8f) / 7;
      }
    }
    return new Weight(new long[] {9, WIDTH}, values);
  }

  private static Weight constant(float value, int length) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return new Weight(new long[] {length}, values);
  }

  private static Weight firstEntryTo(int inputs, int outputs, float factor) {
    float[] values = new float[inputs * outputs];
    values[0] = factor;
    return new Weight(new long[] {inputs, outputs}, values);
  }

  private static float[] outputKernel() {
    float[] values = new float[12];
    values[0] = -20;
    values[1] = 20;
    return values;
  }

  private static float[] run(
      boolean mask, Function<EncoderStates, Operand<TFloat32>> what, PieceSequence... texts) {
    return run(Map.of(), mask, what, texts);
  }

  private static float[] run(
      Map<String, Weight> weights,
      boolean mask,
      Function<EncoderStates, Operand<TFloat32>> what,
      PieceSequence... texts) {
    TensorFlowRuntime.load();
    PieceArchitecture architecture =
        new PieceArchitecture(9, 2, WIDTH, 2, 2, NEURONS, 8, 1e-12, mask, 6, 1, 8, 0.1);
    TokenBatch batch = TokenBatch.of(List.of(texts));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      EncoderStates states =
          Encoder.of(tf, new GivenParameters(tf, weights), architecture, 1, Precision.FLOAT32)
              .infer(
                  new Encoder.Input(
                      rectangle(tf, batch, batch.ids()), rectangle(tf, batch, batch.owners())));
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(what.apply(states)).run()) {
        return Weight.of((TFloat32) result.get(0)).values();
      }
    }
  }

  private static Constant<TInt32> rectangle(Ops tf, TokenBatch batch, int[] values) {
    try (TInt32 tensor =
        TInt32.tensorOf(
            Shape.of(batch.rows(), batch.columns()),
            data -> {
              for (int i = 0; i < values.length; i++) {
                data.setInt(values[i], i / batch.columns(), i % batch.columns());
              }
            })) {
      return tf.constantOf(tensor);
    }
  }
}
