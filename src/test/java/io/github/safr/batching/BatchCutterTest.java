package io.github.safr.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.batching.BatchCutter.Range;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchCutterTest {

  @Test
  void likeLengthsStayTogetherAndUnlikeOnesPart() {
    BatchCutter cutter = new BatchCutter(1000, 12, 1);
    assertThat(cutter.cut(new int[] {5, 5, 6, 40, 41}))
        .containsExactly(new Range(0, 3), new Range(3, 5));
  }

  @Test
  void oneMoreBatchIsWorthItsPriceAndNoMore() {
    // Apart: 4 + 10 and two prices. Together: 20 and one.
    assertThat(new BatchCutter(1000, 5, 1).cut(new int[] {4, 10})).hasSize(2);
    assertThat(new BatchCutter(1000, 6, 1).cut(new int[] {4, 10})).hasSize(1);
  }

  @Test
  void whatIsPaddedAnywayIsNotKeptApart() {
    assertThat(new BatchCutter(100, 5, 32).cut(new int[] {1, 8, 32}))
        .containsExactly(new Range(0, 3));
  }

  @Test
  void nothingIsNoBatch() {
    assertThat(new BatchCutter(10, 1, 1).cut(new int[0])).isEmpty();
  }

  @Test
  void aBudgetIsPositiveAndNothingIsNegative() {
    assertThat(new BatchCutter(1, 0, 0).cut(new int[] {3})).containsExactly(new Range(0, 1));
    for (int[] wrong : new int[][] {{0, 0, 0}, {1, -1, 0}, {1, 0, -1}}) {
      assertThatThrownBy(() -> new BatchCutter(wrong[0], wrong[1], wrong[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void positionsAreRowsTimesTheLongestOrTheShortestThatThereIs() {
    int[] lengths = {1, 2, 3, 9};
    BatchCutter cutter = new BatchCutter(10, 0, 4);
    assertThat(cutter.positions(new Range(0, 3), lengths)).isEqualTo(3 * 4);
    assertThat(cutter.positions(new Range(1, 4), lengths)).isEqualTo(3 * 9);
    assertThat(cutter.within(7)).isEqualTo(new BatchCutter(7, 0, 4));
  }

  @Property(tries = 300)
  void noCutCostsLess(
      @ForAll @Size(max = 9) List<@IntRange(min = 1, max = 30) Integer> unsorted,
      @ForAll @IntRange(min = 1, max = 90) int budget,
      @ForAll @IntRange(max = 20) int overhead,
      @ForAll @IntRange(min = 1, max = 10) int shortest) {
    int[] lengths = unsorted.stream().sorted().mapToInt(Integer::intValue).toArray();
    BatchCutter cutter = new BatchCutter(budget, overhead, shortest);
    List<Range> cut = cutter.cut(lengths);
    int next = 0;
    long cost = 0;
    for (Range batch : cut) {
      assertThat(batch.begin()).isEqualTo(next);
      assertThat(batch.rows()).isPositive();
      assertThat(batch.rows() == 1 || price(cutter, lengths, batch) - overhead <= budget).isTrue();
      cost += price(cutter, lengths, batch);
      next = batch.end();
    }
    assertThat(next).isEqualTo(lengths.length);
    assertThat(cost).isEqualTo(leastCost(cutter, lengths, 0));
  }

  /** Tries every cut there is. */
  private static long leastCost(BatchCutter cutter, int[] lengths, int begin) {
    long least = begin == lengths.length ? 0 : Long.MAX_VALUE;
    for (int end = begin + 1; end <= lengths.length; end++) {
      Range first = new Range(begin, end);
      long price = price(cutter, lengths, first);
      if (first.rows() == 1 || price - cutter.overhead() <= cutter.budget()) {
        least = Math.min(least, price + leastCost(cutter, lengths, end));
      }
    }
    return least;
  }

  private static long price(BatchCutter cutter, int[] lengths, Range batch) {
    int longest = Arrays.stream(lengths, batch.begin(), batch.end()).max().orElseThrow();
    return (long) batch.rows() * Math.max(longest, cutter.shortest()) + cutter.overhead();
  }
}
