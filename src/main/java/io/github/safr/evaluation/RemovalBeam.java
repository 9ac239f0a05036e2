package io.github.safr.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The best few orders of removal so far, in one direction, all of the same number of steps. */
final class RemovalBeam {

  private final int tokens;
  private final int width;
  private final int sign;
  private List<Start> beam;

  /** The sets one step further, with the best sum that leads there. */
  private Map<BitSet, Double> longer;

  /**
   * A beam of orders that have not begun.
   *
   * @param tokens tokens of the text
   * @param width most orders followed
   * @param sign 1 to look for the highest area, -1 for the lowest
   */
  RemovalBeam(int tokens, int width, int sign) {
    this.tokens = tokens;
    this.width = width;
    this.sign = sign;
    this.beam = List.of(new Start(new BitSet(tokens), 0));
    this.longer = step();
  }

  /** An order so far. */
  private record Start(BitSet removed, double sum) {}

  /** The sets of removed tokens that the next step may lead to; none after the last. */
  Set<BitSet> candidates() {
    return longer.keySet();
  }

  /**
   * Takes a step.
   *
   * @param drops by how much the probability falls without each of the candidates
   */
  void grow(ToDoubleFunction<BitSet> drops) {
    List<Start> grown = new ArrayList<>(longer.size());
    longer.forEach(
        (removed, sum) -> grown.add(new Start(removed, sum + sign * drops.applyAsDouble(removed))));
    grown.sort(Comparator.comparingDouble(Start::sum).reversed());
    beam = List.copyOf(grown.subList(0, Math.min(width, grown.size())));
    longer = step();
  }

  private Map<BitSet, Double> step() {
    // In the order of their discovery, so that equal runs decide ties equally.
    Map<BitSet, Double> sums = new LinkedHashMap<>();
    for (Start start : beam) {
      for (int token = 0; token < tokens; token++) {
        if (!start.removed.get(token)) {
          BitSet removed = (BitSet) start.removed.clone();
          removed.set(token);
          sums.merge(removed, start.sum, Math::max);
        }
      }
    }
    return sums;
  }

  /** The area of the best order, once all tokens are removed. */
  double area() {
    return sign * beam.get(0).sum / tokens;
  }
}
