package io.github.safr.evaluation;

/**
 * A figure and how sure it is.
 *
 * @param value the figure over all texts that have it; NaN if none has
 * @param low lower end of its 95 % confidence interval
 * @param high upper end
 * @param texts number of texts behind it
 */
public record Estimate(double value, double low, double high, int texts) {

  /** A figure without any text behind it. */
  static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN, 0);

  /** Whether any text has the figure. */
  public boolean exists() {
    return !Double.isNaN(value);
  }
}
