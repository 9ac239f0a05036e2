package io.github.safr.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenBudgetTest {

  @Property
  void everySequenceIsInOneBatchAndBatchesKeepTheBudget(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 50) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 200) int budget) {
    int[] order = IntStream.range(0, lengths.size()).toArray();
    List<int[]> batches = TokenBudget.fill(order, lengths::get, budget);
    assertThat(batches.stream().flatMapToInt(Arrays::stream).toArray()).isEqualTo(order);
    for (int[] batch : batches) {
      int longest = Arrays.stream(batch).map(lengths::get).max().orElseThrow();
      assertThat(batch.length == 1 || longest * batch.length <= budget).isTrue();
    }
  }
}
