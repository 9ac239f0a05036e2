package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

class LargestEntriesTest {

  private static final int TEXTS = 3;
  private static final int TOKENS = 5;

  /** Many entries, a number that leaves a rest, as few groups as are wanted, and a single one. */
  @ParameterizedTest
  @CsvSource({"1536, 8", "1024, 8", "100, 8", "128, 8", "144, 8", "48, 1", "16, 16"})
  void areThoseThatSortingFinds(int entries, int wanted) {
    TensorFlowRuntime.load();
    Random random = new Random(entries);
    float[][][] values = new float[TEXTS][TOKENS][entries];
    for (float[][] text : values) {
      for (float[] token : text) {
        // A few that fire beside many that are silent, and all of them in one group once.
        for (int i = 0; i < entries; i++) {
          token[i] = random.nextInt(4) == 0 ? random.nextFloat() : -i * 1e-6f;
        }
      }
    }
    for (int i = 0; i < Math.min(16, entries); i++) {
      values[0][0][i] = 2 + i;
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TInt32> found =
          new LargestEntries(tf)
              .indices(
                  tf.constant(values), tf.constant(new int[] {TEXTS, TOKENS}), entries, wanted);
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(found).run()) {
        TInt32 indices = (TInt32) result.get(0);
        assertThat(indices.shape().asArray()).containsExactly(TEXTS, TOKENS, wanted);
        for (int text = 0; text < TEXTS; text++) {
          for (int token = 0; token < TOKENS; token++) {
            float[] own = values[text][token];
            int[] expected =
                IntStream.range(0, entries)
                    .boxed()
                    .sorted((a, b) -> Float.compare(own[b], own[a]))
                    .limit(wanted)
                    .mapToInt(Integer::intValue)
                    .toArray();
            int row = text;
            int column = token;
            assertThat(
                    Arrays.stream(IntStream.range(0, wanted).toArray())
                        .map(i -> indices.getInt(row, column, i)))
                .containsExactly(Arrays.stream(expected).boxed().toArray(Integer[]::new));
          }
        }
      }
    }
  }
}
