package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

@DisplayName("Rows in eight bits an entry")
class EightBitRowsTest {

  @Test
  void areOffByHalfAStepAtMost() {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[40 * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, i / 16 % 7 - 3));
    }
    Weight weight = new Weight(new long[] {40, 16}, values);
    EightBitRows rows = EightBitRows.of(weight);
    float[] rounded = rounded(rows);
    for (int i = 0; i < values.length; i++) {
      float step = rows.steps()[i / 16];
      assertThat(Math.abs(rounded[i] - values[i])).isLessThanOrEqualTo(step * 0.5001f);
    }
  }

  @Test
  void comeOutOfTheGraphAsTheyWereRounded() {
    Weight weight = new Weight(new long[] {3, 2}, new float[] {0.5f, -1, 0, 0, 100, 3.3f});
    EightBitRows rows = EightBitRows.of(weight);
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .fetch(rows.store(tf, "rows").gather(tf.constant(new int[] {2, 0, 1, 2})))
                  .run()) {
        float[] r = rounded(rows);
        assertThat(Weight.of((TFloat32) result.get(0)).values())
            .containsExactly(r[4], r[5], r[0], r[1], 0, 0, r[4], r[5]);
      }
    }
  }

  private static float[] rounded(EightBitRows rows) {
    float[] values = new float[rows.codes().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((rows.codes()[i] & 0xff) - 128) * rows.steps()[i / rows.columns()];
    }
    return values;
  }

  @Test
  void refuseWhatIsNoNumber() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EightBitRows.of(new Weight(new long[] {1, 2}, new float[] {1, bad})));
    }
  }
}
