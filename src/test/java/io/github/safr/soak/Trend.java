package io.github.safr.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * Whether something grows: the slope of a straight line through measurements, by least squares.
 *
 * @param slope by which it grows for each unit of what it is measured against
 * @param margin half of the 95 % confidence interval of the slope; it takes measurements to be
 *     independent, and so is too narrow where memory grows in steps
 * @param first the first measurement
 * @param last the last one
 */
record Trend(double slope, double margin, double first, double last) {

  private static final double ERROR = 0.05;

  /** Through points; fewer than three have no trend. */
  static <T> Trend of(List<T> points, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    SimpleRegression line = new SimpleRegression();
    points.forEach(point -> line.addData(x.applyAsDouble(point), y.applyAsDouble(point)));
    double first = points.isEmpty() ? Double.NaN : y.applyAsDouble(points.get(0));
    double last = points.isEmpty() ? Double.NaN : y.applyAsDouble(points.get(points.size() - 1));
    return points.size() < 3
        ? new Trend(Double.NaN, Double.NaN, first, last)
        : new Trend(line.getSlope(), line.getSlopeConfidenceInterval(ERROR), first, last);
  }

  /** Whether it surely grows by more than this. */
  boolean exceeds(double limit) {
    return slope - margin > limit;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.4g ± %.2g (from %.6g to %.6g)", slope, margin, first, last);
  }
}
