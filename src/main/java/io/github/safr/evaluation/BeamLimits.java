package io.github.safr.evaluation;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Limits between the exact ones, by a beam search in both directions at once: a round for every
 * token, and about {@code width * tokens^2} questions.
 */
final class BeamLimits implements LimitRounds {

  private final int tokens;
  private final RemovalBeam lowest;
  private final RemovalBeam highest;

  /** The sets of the round, each once, with their places. */
  private final Map<BitSet, Integer> asked = new LinkedHashMap<>();

  private int round;

  /**
   * A search.
   *
   * @param tokens tokens of the text
   * @param width orders followed at a time in each direction
   */
  BeamLimits(int tokens, int width) {
    this.tokens = tokens;
    this.lowest = new RemovalBeam(tokens, width, -1);
    this.highest = new RemovalBeam(tokens, width, 1);
  }

  @Override
  public List<BitSet> next() {
    asked.clear();
    if (round < tokens) {
      for (RemovalBeam beam : List.of(lowest, highest)) {
        beam.candidates().forEach(set -> asked.putIfAbsent(set, asked.size()));
      }
    }
    return List.copyOf(asked.keySet());
  }

  @Override
  public void hear(double[] drops) {
    for (RemovalBeam beam : List.of(lowest, highest)) {
      beam.grow(removed -> drops[Objects.requireNonNull(asked.get(removed))]);
    }
    round++;
  }

  @Override
  public RemovalLimits limits() {
    return new RemovalLimits(lowest.area(), highest.area());
  }
}
