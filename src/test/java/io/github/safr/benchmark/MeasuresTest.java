package io.github.safr.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.network.WordArchitecture;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Padding, operations and memory, worked out by hand. */
class MeasuresTest {

  private static final TokenBatch BATCH =
      TokenBatch.of(
          List.of(
              PieceSequence.ofWords(new int[] {5, 6, 7}), PieceSequence.ofWords(new int[] {8})));

  @Test
  void paddingIsCountedOverAllBatches() {
    TokenBatch full = TokenBatch.of(List.of(PieceSequence.ofWords(new int[] {1, 2})));
    assertThat(Benchmark.paddingShare(List.of(BATCH, full))).isEqualTo(2.0 / 8);
  }

  @Test
  void productsAreThoseOfTheBlocks() {
    // Two blocks of width 4 with 2 heads and 6 neurons, on 2 rows of 3.
    WordArchitecture shape =
        new WordArchitecture(10, 2, 4, 2, 2, 6, false, false, 1, 0, 8, 0, false);
    try (MatrixProducts products = new MatrixProducts(shape, List.of(BATCH), 1)) {
      int dense = 2 * 6 * (4 * 12 + 4 * 4 + 4 * 6 + 6 * 4);
      int attention = 2 * 2 * (2 * 2) * (3 * 3 * 2);
      assertThat(products.operations()).isEqualTo(2 * (dense + attention));
      products.run(BATCH);
    }
  }

  @Test
  void memoryIsReadInMebibytes(@TempDir Path folder) throws IOException {
    Path status = Files.writeString(folder.resolve("status"), "VmPeak: 9 kB\nVmHWM:\t  3072 kB\n");
    assertThat(Memory.kibibytes(status, "VmHWM:")).hasValue(3);
    assertThat(Memory.kibibytes(folder.resolve("none"), "VmHWM:")).isEmpty();
    assertThat(Memory.heapPeak()).isPositive();
  }
}
