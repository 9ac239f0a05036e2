package io.github.safr.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Looks for the orders of removal with the lowest and the highest area over the curve (Edin et al.,
 * 2024, "Normalized AOPC"). The area of an order is the mean over its n steps of {@code f(x) - f(x
 * without the tokens removed so far)}.
 *
 * <p>What a step adds depends on the set of tokens removed and not on their order. So the exact
 * limits of short texts come from all sets, not all orders, by dynamic programming, and the beam
 * search follows of all orders that lead to the same set the best one only.
 */
final class LimitSearch {

  /** Longest texts whose limits are exact: up to here that asks less than the usual beam. */
  static final int EXACT_UP_TO = 8;

  private final int tokens;
  private final double whole;
  private final Function<List<BitSet>, double[]> model;

  /**
   * A search on one text.
   *
   * @param tokens its number of tokens
   * @param whole the probability of its label
   * @param model the same probability for each of some sets of tokens that are left
   */
  LimitSearch(int tokens, double whole, Function<List<BitSet>, double[]> model) {
    this.tokens = tokens;
    this.whole = whole;
    this.model = model;
  }

  /** Exact limits of short texts, and those that a beam search finds of others. */
  RemovalLimits limits(int beamWidth) {
    return tokens <= EXACT_UP_TO ? exact() : beam(beamWidth);
  }

  /** Exact limits, for {@code 2^tokens} questions. */
  RemovalLimits exact() {
    int sets = 1 << tokens;
    List<BitSet> removed = new ArrayList<>(sets);
    for (int set = 0; set < sets; set++) {
      removed.add(BitSet.valueOf(new long[] {set}));
    }
    double[] drops = drops(removed);
    double[] lowest = new double[sets];
    double[] highest = new double[sets];
    for (int set = 1; set < sets; set++) {
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
    return new RemovalLimits(lowest[sets - 1] / tokens, highest[sets - 1] / tokens);
  }

  /**
   * Limits between the exact ones, for about {@code width * tokens^2} questions.
   *
   * @param width orders followed at a time
   */
  RemovalLimits beam(int width) {
    return new RemovalLimits(-steepest(width, -1), steepest(width, 1));
  }

  /** An order so far. */
  private record Start(BitSet removed, double sum) {}

  /** The highest area, if the sign is 1; the lowest times -1, if it is -1. */
  private double steepest(int width, int sign) {
    List<Start> beam = List.of(new Start(new BitSet(tokens), 0));
    for (int step = 1; step <= tokens; step++) {
      // In the order of their discovery, so that equal runs decide ties equally.
      Map<BitSet, Double> sums = new LinkedHashMap<>();
      for (Start start : beam) {
        for (int token = 0; token < tokens; token++) {
          if (!start.removed.get(token)) {
            BitSet longer = (BitSet) start.removed.clone();
            longer.set(token);
            sums.merge(longer, start.sum, Math::max);
          }
        }
      }
      List<BitSet> candidates = List.copyOf(sums.keySet());
      double[] drops = drops(candidates);
      List<Start> grown = new ArrayList<>(drops.length);
      for (int i = 0; i < drops.length; i++) {
        BitSet removed = candidates.get(i);
        grown.add(new Start(removed, sums.get(removed) + sign * drops[i]));
      }
      grown.sort(Comparator.comparingDouble(Start::sum).reversed());
      beam = List.copyOf(grown.subList(0, Math.min(width, grown.size())));
    }
    return beam.get(0).sum / tokens;
  }

  /** By how much the probability falls without each set of tokens. */
  private double[] drops(List<BitSet> removed) {
    List<BitSet> kept =
        removed.stream()
            .map(
                set -> {
                  BitSet rest = (BitSet) set.clone();
                  rest.flip(0, tokens);
                  return rest;
                })
            .toList();
    double[] drops = model.apply(kept);
    for (int i = 0; i < drops.length; i++) {
      drops[i] = whole - drops[i];
    }
    return drops;
  }
}
