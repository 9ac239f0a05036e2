package io.github.safr.batching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Groups sequences into batches by what they cost: rows times the longest row. */
public final class TokenBudget {

  private TokenBudget() {}

  /**
   * Fills batches in the given order.
   *
   * @param order numbers of the sequences, short ones next to short ones
   * @param length length of each sequence, in pieces
   * @param budget most pieces in a batch, padding counted; a longer sequence is a batch alone
   * @return numbers of the sequences in each batch
   */
  public static List<int[]> fill(int[] order, IntUnaryOperator length, int budget) {
    List<int[]> batches = new ArrayList<>();
    int begin = 0;
    int longest = 0;
    for (int i = 0; i < order.length; i++) {
      int own = length.applyAsInt(order[i]);
      longest = Math.max(longest, own);
      if (i > begin && (long) longest * (i - begin + 1) > budget) {
        batches.add(Arrays.copyOfRange(order, begin, i));
        begin = i;
        longest = own;
      }
    }
    if (begin < order.length) {
      batches.add(Arrays.copyOfRange(order, begin, order.length));
    }
    return batches;
  }
}
