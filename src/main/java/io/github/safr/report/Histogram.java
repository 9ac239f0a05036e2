package io.github.safr.report;

/** How often values in [0, 1] fall into each of twenty equal bins. */
final class Histogram {

  static final int BINS = 20;

  private final long[] counts = new long[BINS];

  /** Counts a value; 1 belongs to the last bin, and what is no number to none. */
  void add(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    counts[Math.min(BINS - 1, Math.max(0, (int) (value * BINS)))]++;
  }

  long count(int bin) {
    return counts[bin];
  }

  /** The highest count. */
  long highest() {
    long highest = 0;
    for (long count : counts) {
      highest = Math.max(highest, count);
    }
    return highest;
  }
}
