package io.github.safr.explain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Shapley values as the solution of a weighted least-squares problem under the constraint that they
 * sum to the whole gain.
 *
 * <p>The constraint is solved away for all players alike. A value is an equal share of the whole
 * gain and a deviation, and deviations sum to zero. A coalition {@code S} of {@code n} players then
 * has the equation {@code sum over i of (1[i in S] - |S|/n) d_i = gain(S) - |S|/n gain(all)}. Its
 * left side is the negative of the opposite coalition's, so a pair of opposites, which weigh the
 * same, is one equation: half the difference of the two.
 */
final class ShapleyRegression {

  /** Below this part of the average, a pivot is taken for zero and the equations for singular. */
  private static final double SINGULAR = 1e-10;

  /** What length costs, against the average, where the equations do not decide. */
  private static final double SLIGHT = 1e-8;

  private ShapleyRegression() {}

  /**
   * Solves. Where the equations leave something open, of all best solutions this is the one closest
   * to equal shares.
   *
   * @param players at least one
   * @param pairs different pairs of opposite coalitions; none for a single player
   * @param differences of each pair, the value of its side less that of the opposite
   * @param whole value of all players less that of none
   * @return one value a player; their sum is {@code whole}
   */
  static double[] solve(
      int players, List<CoalitionPair> pairs, double[] differences, double whole) {
    double[] values = new double[players];
    Arrays.fill(values, whole / players);
    if (pairs.isEmpty()) {
      return values;
    }
    RealMatrix rows = MatrixUtils.createRealMatrix(pairs.size(), players);
    double[] targets = new double[pairs.size()];
    for (int i = 0; i < targets.length; i++) {
      BitSet side = pairs.get(i).side();
      double root = Math.sqrt(pairs.get(i).weight());
      double part = (double) side.cardinality() / players;
      for (int player = 0; player < players; player++) {
        rows.setEntry(i, player, root * ((side.get(player) ? 1 : 0) - part));
      }
      targets[i] = root * (differences[i] / 2 - (part - 0.5) * whole);
    }
    double[] deviations = deviations(rows, targets);
    Arrays.setAll(values, player -> values[player] + deviations[player]);
    return values;
  }

  private static double[] deviations(RealMatrix rows, double[] targets) {
    if (targets.length >= rows.getColumnDimension() - 1) {
      try {
        return decided(rows, targets);
      } catch (MathIllegalArgumentException e) {
        // Singular: there are enough equations, but some follow from others.
      }
    }
    double norm = rows.getFrobeniusNorm();
    int rank = Math.min(targets.length, rows.getColumnDimension());
    return RidgeRegression.solve(rows, targets, SLIGHT * norm * norm / rank);
  }

  /**
   * The exact solution. Every row sums to zero, so the normal equations say nothing about the sum
   * of deviations; adding a constant to their matrix says that it is zero and changes nothing else.
   *
   * @throws MathIllegalArgumentException if there is more than one solution
   */
  private static double[] decided(RealMatrix rows, double[] targets) {
    RealMatrix normal = rows.transposeMultiply(rows);
    int players = rows.getColumnDimension();
    double average = normal.getTrace() / players;
    return new CholeskyDecomposition(
            normal.scalarAdd(average / players), RidgeRegression.SYMMETRY, SINGULAR * average)
        .getSolver()
        .solve(MatrixUtils.createRealVector(rows.preMultiply(targets)))
        .toArray();
  }
}
