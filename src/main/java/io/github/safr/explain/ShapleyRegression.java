package io.github.safr.explain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
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
 *
 * <p>The equations are never in memory together: of all that there are, only the normal equations
 * are kept, or the products of the rows if these are fewer: matrices of at most {@code min(players,
 * pairs)^2} numbers, however many coalitions were asked about.
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
    double[] targets = new double[pairs.size()];
    Arrays.setAll(targets, i -> differences[i] / 2 - (part(pairs.get(i), players) - 0.5) * whole);
    double[] deviations =
        pairs.size() < players - 1
            ? shortest(players, pairs, targets)
            : deviations(players, pairs, targets);
    // They sum to zero but for rounding, which a singular matrix makes larger.
    double mean = Arrays.stream(deviations).sum() / players;
    Arrays.setAll(values, player -> values[player] + deviations[player] - mean);
    return values;
  }

  /** The exact solution; where the equations leave something open, as good as the shortest. */
  private static double[] deviations(int players, List<CoalitionPair> pairs, double[] targets) {
    double[][] products = new double[players][players];
    double[] right = new double[players];
    for (int i = 0; i < targets.length; i++) {
      double[] row = row(pairs.get(i), players);
      for (int player = 0; player < players; player++) {
        double weighted = pairs.get(i).weight() * row[player];
        right[player] += weighted * targets[i];
        for (int other = 0; other <= player; other++) {
          products[player][other] += weighted * row[other];
        }
      }
    }
    RealMatrix normal = symmetric(products);
    try {
      return decided(normal, right);
    } catch (MathIllegalArgumentException e) {
      // Singular: there are enough equations, but some follow from others.
      return RidgeRegression.solve(
          normal, SLIGHT * normal.getTrace() / Math.min(targets.length, players), right);
    }
  }

  /**
   * The exact solution. Every row sums to zero, so the normal equations say nothing about the sum
   * of deviations; adding a constant to their matrix says that it is zero and changes nothing else.
   *
   * @throws MathIllegalArgumentException if there is more than one solution
   */
  private static double[] decided(RealMatrix normal, double[] right) {
    double average = normal.getTrace() / right.length;
    return new CholeskyDecomposition(
            normal.scalarAdd(average / right.length), RidgeRegression.SYMMETRY, SINGULAR * average)
        .getSolver()
        .solve(MatrixUtils.createRealVector(right))
        .toArray();
  }

  /**
   * As good as the shortest of the solutions of equations that are too few. It is a sum of their
   * rows, and how much of each follows from the products of rows, a matrix that is smaller than the
   * normal one.
   */
  private static double[] shortest(int players, List<CoalitionPair> pairs, double[] targets) {
    int equations = targets.length;
    double[][] below = new double[equations][equations];
    double[] roots = pairs.stream().mapToDouble(pair -> Math.sqrt(pair.weight())).toArray();
    for (int i = 0; i < equations; i++) {
      for (int j = 0; j <= i; j++) {
        below[i][j] = roots[i] * roots[j] * product(pairs.get(i), pairs.get(j), players);
      }
    }
    RealMatrix products = symmetric(below);
    double[] scaled = new double[equations];
    Arrays.setAll(scaled, i -> roots[i] * targets[i]);
    double price = SLIGHT * products.getTrace() / equations;
    double[] shares = RidgeRegression.solve(products, price, scaled);
    double[] deviations = new double[players];
    for (int i = 0; i < equations; i++) {
      double[] row = row(pairs.get(i), players);
      for (int player = 0; player < players; player++) {
        deviations[player] += shares[i] * roots[i] * row[player];
      }
    }
    return deviations;
  }

  /** The matrix of which the lower triangle is given; the upper one is filled in. */
  private static RealMatrix symmetric(double[][] lower) {
    for (int i = 0; i < lower.length; i++) {
      for (int j = 0; j < i; j++) {
        lower[j][i] = lower[i][j];
      }
    }
    return new Array2DRowRealMatrix(lower, false);
  }

  /** The left side of a pair's equation. */
  private static double[] row(CoalitionPair pair, int players) {
    double part = part(pair, players);
    double[] row = new double[players];
    Arrays.setAll(row, player -> (pair.side().get(player) ? 1 : 0) - part);
    return row;
  }

  /** The inner product of two rows. */
  private static double product(CoalitionPair one, CoalitionPair other, int players) {
    BitSet common = (BitSet) one.side().clone();
    common.and(other.side());
    return common.cardinality() - part(one, players) * other.side().cardinality();
  }

  private static double part(CoalitionPair pair, int players) {
    return (double) pair.side().cardinality() / players;
  }
}
