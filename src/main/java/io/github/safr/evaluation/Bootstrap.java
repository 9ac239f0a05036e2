package io.github.safr.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Percentile confidence intervals (Efron, 1979): the texts are drawn again, as many as there are
 * and with replacement, and the figure is taken of each such sample; the middle 95 % of what comes
 * out are the interval. It tells what other texts of the same kind might have shown; it knows
 * nothing of other seeds of training.
 *
 * <p>Equal seeds draw equal samples. For a difference between two explainers give the mean the
 * differences text by text: the interval is then of the paired difference.
 */
public final class Bootstrap {

  private static final double LOW = 2.5;
  private static final double HIGH = 97.5;

  private final int resamples;
  private final long seed;

  /**
   * A bootstrap.
   *
   * @param resamples number of samples drawn for an interval, at least 1
   * @param seed of the drawing
   */
  public Bootstrap(int resamples, long seed) {
    this.resamples = resamples;
    this.seed = seed;
  }

  /** The mean of one value a text. Values that are NaN are left out, and their texts with them. */
  public Estimate mean(double[] values) {
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    return of(
        known.length,
        counts -> {
          double sum = 0;
          for (int i = 0; i < known.length; i++) {
            sum += counts[i] * known[i];
          }
          return sum / known.length;
        });
  }

  /**
   * The mean over texts of {@code first - second}, paired; NaN on either side leaves a text out.
   */
  public Estimate meanDifference(double[] first, double[] second) {
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    return mean(differences);
  }

  /**
   * The mean of the one over the mean of the other, paired; NaN on either side leaves a text out.
   * Values are not negative.
   */
  public Estimate ratioOfMeans(double[] over, double[] under) {
    int[] known =
        IntStream.range(0, over.length)
            .filter(i -> !Double.isNaN(over[i]) && !Double.isNaN(under[i]))
            .toArray();
    return of(
        known.length,
        counts -> {
          double numerator = 0;
          double denominator = 0;
          for (int i = 0; i < known.length; i++) {
            numerator += counts[i] * over[known[i]];
            denominator += counts[i] * under[known[i]];
          }
          return denominator > 0 ? numerator / denominator : Double.NaN;
        });
  }

  /**
   * Any figure of a set of texts.
   *
   * @param texts number of texts
   * @param figure takes how often each text is in the sample; samples of which it is NaN are left
   *     out
   */
  public Estimate of(int texts, ToDoubleFunction<int[]> figure) {
    if (texts == 0) {
      return Estimate.NONE;
    }
    int[] counts = new int[texts];
    Arrays.fill(counts, 1);
    double value = figure.applyAsDouble(counts);
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      Arrays.fill(counts, 0);
      for (int i = 0; i < texts; i++) {
        counts[random.nextInt(texts)]++;
      }
      drawn[r] = figure.applyAsDouble(counts);
    }
    double[] known = Arrays.stream(drawn).filter(d -> !Double.isNaN(d)).toArray();
    if (Double.isNaN(value) || known.length == 0) {
      return Estimate.NONE;
    }
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(known);
    return new Estimate(value, percentile.evaluate(LOW), percentile.evaluate(HIGH), texts);
  }
}
