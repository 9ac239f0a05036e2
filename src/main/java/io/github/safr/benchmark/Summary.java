package io.github.safr.benchmark;

import java.util.Arrays;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * The middle of some figures, and how far they reach.
 *
 * @param median the middle one, or the mean of the two
 * @param lowerQuartile a quarter is below it
 * @param upperQuartile a quarter is above it
 * @param least the smallest
 * @param most the largest
 */
public record Summary(
    double median, double lowerQuartile, double upperQuartile, double least, double most) {

  /**
   * Sums up; quartiles lie between two figures in proportion.
   *
   * @throws IllegalArgumentException if there are no figures
   */
  public static Summary of(double[] figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("Nothing was measured, so there is nothing to sum up.");
    }
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(figures);
    return new Summary(
        percentile.evaluate(50),
        percentile.evaluate(25),
        percentile.evaluate(75),
        Arrays.stream(figures).min().orElseThrow(),
        Arrays.stream(figures).max().orElseThrow());
  }
}
