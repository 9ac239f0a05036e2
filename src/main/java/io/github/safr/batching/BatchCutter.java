package io.github.safr.batching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cuts sequences that are sorted by length into batches so that the whole costs least: every batch
 * costs its rows times its longest row, padding counted, and something for being a batch at all.
 * Where lengths differ, that makes more and smaller batches with little padding; where they are
 * alike, few and large ones.
 *
 * @param budget most positions in a batch, rows times longest row; a longer sequence is a batch
 *     alone
 * @param overhead what a batch costs besides, in positions
 * @param shortest length to which shorter sequences are padded in any case
 */
public record BatchCutter(int budget, int overhead, int shortest) {

  public BatchCutter {
    if (budget < 1 || overhead < 0 || shortest < 0) {
      throw new IllegalArgumentException("A budget is positive, and nothing here is negative.");
    }
  }

  /**
   * Sequences that follow each other in the order that was given.
   *
   * @param begin place of the first
   * @param end place after the last
   */
  public record Range(int begin, int end) {

    /** Number of sequences. */
    public int rows() {
      return end - begin;
    }
  }

  /**
   * The best cut, found by dynamic programming over the places where the last batch may begin.
   *
   * @param lengths lengths of the sequences, ascending
   * @return the batches, in order
   */
  public List<Range> cut(int[] lengths) {
    long[] cost = new long[lengths.length + 1];
    int[] begin = new int[lengths.length + 1];
    for (int end = 1; end <= lengths.length; end++) {
      long row = Math.max(shortest, lengths[end - 1]);
      cost[end] = Long.MAX_VALUE;
      for (int first = end - 1; first >= 0; first--) {
        long positions = row * (end - first);
        if (positions > budget && first < end - 1) {
          break;
        }
        long candidate = cost[first] + positions + overhead;
        if (candidate <= cost[end]) {
          cost[end] = candidate;
          begin[end] = first;
        }
      }
    }
    List<Range> batches = new ArrayList<>();
    for (int end = lengths.length; end > 0; end = begin[end]) {
      batches.add(new Range(begin[end], end));
    }
    Collections.reverse(batches);
    return batches;
  }

  /** The same with another budget. */
  BatchCutter within(int otherBudget) {
    return new BatchCutter(otherBudget, overhead, shortest);
  }

  /** Positions of a batch, padding counted. */
  int positions(Range batch, int[] lengths) {
    return batch.rows() * Math.max(shortest, lengths[batch.end() - 1]);
  }
}
