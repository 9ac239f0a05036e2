package io.github.safr.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Exact limits by dynamic programming over all {@code 2^tokens} sets, in one round. */
final class ExactLimits implements LimitRounds {

  private final int tokens;
  private @Nullable RemovalLimits limits;

  ExactLimits(int tokens) {
    this.tokens = tokens;
  }

  @Override
  public List<BitSet> next() {
    List<BitSet> removed = new ArrayList<>();
    for (int set = 0; limits == null && set < 1 << tokens; set++) {
      removed.add(BitSet.valueOf(new long[] {set}));
    }
    return removed;
  }

  @Override
  public void hear(double[] drops) {
    double[] lowest = new double[drops.length];
    double[] highest = new double[drops.length];
    for (int set = 1; set < drops.length; set++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int token = 0; token < tokens; token++) {
        int before = set & ~(1 << token);
        if (before != set) {
          low = Math.min(low, lowest[before]);
          high = Math.max(high, highest[before]);
        }
      }
      lowest[set] = low + drops[set];
      highest[set] = high + drops[set];
    }
    limits =
        new RemovalLimits(lowest[drops.length - 1] / tokens, highest[drops.length - 1] / tokens);
  }

  @Override
  public RemovalLimits limits() {
    return Objects.requireNonNull(limits, "limits are known once there are answers");
  }
}
