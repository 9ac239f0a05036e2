package io.github.safr.explain;

import java.util.Arrays;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** Least squares with a price on the squared length of the solution. */
final class RidgeRegression {

  /** Products are symmetric but for rounding. */
  static final double SYMMETRY = 1e-10;

  private RidgeRegression() {}

  /**
   * The {@code x} that makes {@code |rows x - targets|^2 + price |x|^2} smallest.
   *
   * @param rows equations, {@code [equations, unknowns]}; few of either is enough to be fast
   * @param targets right-hand sides, one an equation
   * @param price above 0, so that there is always one solution
   */
  static double[] solve(RealMatrix rows, double[] targets, double price) {
    if (rows.getColumnDimension() <= rows.getRowDimension()) {
      return solve(rows.transposeMultiply(rows), price, rows.preMultiply(targets));
    }
    // The same solution by way of the smaller matrix.
    return rows.preMultiply(solve(rows.multiplyTransposed(rows), price, targets));
  }

  /**
   * Weighted ridge regression with an intercept, which has no price: everything is centred on its
   * weighted mean, and equations are scaled by the roots of their weights.
   *
   * @param samples {@code [samples, features]}
   * @param targets one a sample
   * @param weights one a sample, none negative, not all zero
   * @return the coefficient of every feature, without the intercept
   */
  static double[] withIntercept(
      RealMatrix samples, double[] targets, double[] weights, double price) {
    double weight = Arrays.stream(weights).sum();
    double[] meanSample = samples.preMultiply(weights);
    double meanTarget = 0;
    for (int i = 0; i < targets.length; i++) {
      meanTarget += weights[i] * targets[i] / weight;
    }
    RealMatrix rows =
        MatrixUtils.createRealMatrix(samples.getRowDimension(), samples.getColumnDimension());
    double[] scaled = new double[targets.length];
    for (int i = 0; i < scaled.length; i++) {
      double root = Math.sqrt(weights[i]);
      for (int j = 0; j < meanSample.length; j++) {
        rows.setEntry(i, j, root * (samples.getEntry(i, j) - meanSample[j] / weight));
      }
      scaled[i] = root * (targets[i] - meanTarget);
    }
    return solve(rows, scaled, price);
  }

  /**
   * The {@code x} of {@code (matrix + price I) x = right}.
   *
   * @param matrix symmetric, without negative eigenvalues; changed by this
   * @param price above 0
   */
  static double[] solve(RealMatrix matrix, double price, double[] right) {
    for (int i = 0; i < right.length; i++) {
      matrix.addToEntry(i, i, price);
    }
    return new CholeskyDecomposition(matrix, SYMMETRY, 0)
        .getSolver()
        .solve(MatrixUtils.createRealVector(right))
        .toArray();
  }
}
