package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapleyRegressionTest {

  private static CoalitionPair pair(double weight, int... members) {
    BitSet side = new BitSet();
    Arrays.stream(members).forEach(side::set);
    return new CoalitionPair(side, weight);
  }

  /**
   * Three players who have 1, 2 and 3 alone; the first two 6 together, the outer two 4, the last
   * two 5; and all of them 10. In the six orders the first adds 1, 1, 6 - 2, 4 - 3, 10 - 5 and 10 -
   * 5, the second 2, 2, 6 - 1, 5 - 3, 10 - 4 and 10 - 4.
   */
  @Test
  void agreesWithTheOrdersOfThreePlayers() {
    List<CoalitionPair> pairs = List.of(pair(1, 0), pair(1, 1), pair(1, 2));
    double[] differences = {1 - 5, 2 - 4, 3 - 6};
    assertThat(ShapleyRegression.solve(3, pairs, differences, 10))
        .containsExactly(new double[] {17 / 6.0, 23 / 6.0, 20 / 6.0}, within(1e-12));
  }

  /** What one pair leaves open is shared equally: 1 for the first, and 2 each for the others. */
  @Test
  void sharesEquallyWhatTooFewPairsLeaveOpen() {
    double[] values = ShapleyRegression.solve(4, List.of(pair(0.5, 0)), new double[] {1 - 6}, 7);
    assertThat(values).containsExactly(new double[] {1, 2, 2, 2}, within(1e-6));
  }

  /** The same equations all at once in a matrix, and the shortest solution by singular values. */
  @ParameterizedTest
  @CsvSource({"12, 60", "12, 12", "12, 11", "12, 10", "30, 6", "40, 25", "25, 300"})
  void isWhatAllEquationsTogetherGive(int players, int count) {
    SplittableRandom random = new SplittableRandom(players + count);
    List<CoalitionPair> pairs =
        random
            .ints(count, 1, players / 2 + 1)
            .mapToObj(
                size ->
                    new CoalitionPair(
                        Draws.subset(random, size, players), random.nextDouble(0.1, 1)))
            .toList();
    double[] differences = random.doubles(count, -1, 1).toArray();
    double[] expected = dense(players, pairs, differences, 0.7);
    double[] values = ShapleyRegression.solve(players, pairs, differences, 0.7);
    assertThat(Arrays.stream(values).sum()).isCloseTo(0.7, within(1e-9));
    assertThat(values).containsExactly(expected, within(1e-4));
  }

  private static double[] dense(
      int players, List<CoalitionPair> pairs, double[] differences, double whole) {
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
    SingularValueDecomposition values = new SingularValueDecomposition(rows);
    double[] parts = values.getUT().operate(targets);
    for (int i = 0; i < parts.length; i++) {
      double value = values.getSingularValues()[i];
      parts[i] = value > 1e-9 ? parts[i] / value : 0;
    }
    double[] solution = values.getV().operate(parts);
    Arrays.setAll(solution, player -> solution[player] + whole / players);
    return solution;
  }
}
