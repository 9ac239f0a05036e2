package io.github.safr.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBudgetTest {

  @Property
  void everySequenceIsInOneBatchAndBatchesKeepTheBudget(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 50) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 200) int budget) {
    int[] order = IntStream.range(0, lengths.size()).toArray();
    List<int[]> batches = TokenBudget.fill(order, lengths::get, budget);
    assertThat(batches.stream().flatMapToInt(Arrays::stream).toArray()).isEqualTo(order);
    for (int[] batch : batches) {
      int longest = longest(batch, lengths);
      assertThat(batch.length == 1 || longest * batch.length <= budget).isTrue();
    }
    for (int b = 1; b < batches.size(); b++) {
      int[] before = batches.get(b - 1);
      int longest = Math.max(longest(before, lengths), lengths.get(batches.get(b)[0]));
      assertThat(longest * (before.length + 1)).as("with one more").isGreaterThan(budget);
    }
  }

  @Test
  void sizesDoNotOverflow() {
    int half = Integer.MAX_VALUE / 2 + 1;
    assertThat(TokenBudget.fill(new int[] {0, 1}, number -> half, Integer.MAX_VALUE)).hasSize(2);
  }

  private static int longest(int[] batch, List<Integer> lengths) {
    return Arrays.stream(batch).map(lengths::get).max().orElseThrow();
  }
}
