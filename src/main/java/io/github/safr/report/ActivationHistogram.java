package io.github.safr.report;

/**
 * How often sizes of activations fall into each of sixteen equal bins that begin at 0. The bins are
 * a power of two wide: as wide as the largest size needs, and no wider. So the counts depend on the
 * values alone, not on their order, and take no more room for more values.
 */
final class ActivationHistogram {

  static final int BINS = 16;

  private static final int NARROWEST = -20;

  private final long[] counts = new long[BINS];
  private int exponent = NARROWEST;

  /**
   * Counts a value.
   *
   * @param size finite, at least 0
   */
  void add(double size) {
    while (size >= BINS * width()) {
      widen();
    }
    counts[(int) (size / width())]++;
  }

  private void widen() {
    for (int bin = 0; bin < BINS; bin++) {
      counts[bin] = bin < BINS / 2 ? counts[2 * bin] + counts[2 * bin + 1] : 0;
    }
    exponent++;
  }

  /** How wide a bin is. */
  double width() {
    return Math.scalb(1.0, exponent);
  }

  long count(int bin) {
    return counts[bin];
  }
}
