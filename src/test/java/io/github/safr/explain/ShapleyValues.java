package io.github.safr.explain;

import java.util.BitSet;
import java.util.function.ToDoubleFunction;

/** Shapley values by their definition: what a player adds, over all coalitions of the others. */
final class ShapleyValues {

  private ShapleyValues() {}

  static double[] of(int players, ToDoubleFunction<BitSet> value) {
    double[] values = new double[1 << players];
    for (int set = 0; set < values.length; set++) {
      values[set] = value.applyAsDouble(BitSet.valueOf(new long[] {set}));
    }
    double[] result = new double[players];
    for (int player = 0; player < players; player++) {
      for (int set = 0; set < values.length; set++) {
        if ((set >> player & 1) == 0) {
          int size = Integer.bitCount(set);
          double orders = factorial(size) * factorial(players - size - 1) / factorial(players);
          result[player] += orders * (values[set | 1 << player] - values[set]);
        }
      }
    }
    return result;
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }
}
