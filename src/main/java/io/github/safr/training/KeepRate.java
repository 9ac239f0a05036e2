package io.github.safr.training;

import java.util.Arrays;

/**
 * Distribution of the word mask's keep probability over tokens: a mask that keeps or drops
 * everything shows here.
 *
 * @param mean mean
 * @param p05 5 % quantile
 * @param p25 lower quartile
 * @param median median
 * @param p75 upper quartile
 * @param p95 95 % quantile
 */
public record KeepRate(double mean, double p05, double p25, double median, double p75, double p95) {

  /** The distribution of at least one value. */
  static KeepRate of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new KeepRate(
        Arrays.stream(sorted).average().orElseThrow(),
        quantile(sorted, 0.05),
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        quantile(sorted, 0.95));
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
