package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class LimitSearchTest {

  private static final double EPSILON = 1e-9;

  private static BitSet all(int tokens) {
    BitSet all = new BitSet();
    all.set(0, tokens);
    return all;
  }

  private static LimitSearch search(int tokens, ToDoubleFunction<BitSet> model) {
    return new LimitSearch(
        tokens,
        model.applyAsDouble(all(tokens)),
        sets -> sets.stream().mapToDouble(model).toArray());
  }

  /** A model that is different for every set, and the same every time. */
  private static ToDoubleFunction<BitSet> anyModel(long seed) {
    Map<BitSet, Double> known = new HashMap<>();
    SplittableRandom random = new SplittableRandom(seed);
    return set -> known.computeIfAbsent(set, s -> random.nextDouble());
  }

  /** A model whose probability is the sum of what its tokens add. */
  private static ToDoubleFunction<BitSet> additive(double... shares) {
    return kept -> 0.3 + kept.stream().mapToDouble(token -> shares[token]).sum();
  }

  /** The areas of all orders, one by one. */
  private static List<Double> areas(int tokens, ToDoubleFunction<BitSet> model) {
    List<Double> areas = new ArrayList<>();
    collect(tokens, all(tokens), model, 0, areas);
    return areas;
  }

  private static void collect(
      int tokens, BitSet kept, ToDoubleFunction<BitSet> model, double sum, List<Double> areas) {
    if (kept.isEmpty()) {
      areas.add(sum / tokens);
    }
    kept.stream()
        .forEach(
            token -> {
              BitSet rest = (BitSet) kept.clone();
              rest.clear(token);
              double drop = model.applyAsDouble(all(tokens)) - model.applyAsDouble(rest);
              collect(tokens, rest, model, sum + drop, areas);
            });
  }

  @Test
  void exactLimitsAreThoseOfAllOrders() {
    for (int tokens = 1; tokens <= 6; tokens++) {
      ToDoubleFunction<BitSet> model = anyModel(tokens);
      List<Double> areas = areas(tokens, model);
      RemovalLimits limits = search(tokens, model).exact();
      assertThat(limits.low())
          .isCloseTo(areas.stream().min(Double::compare).orElseThrow(), within(EPSILON));
      assertThat(limits.up())
          .isCloseTo(areas.stream().max(Double::compare).orElseThrow(), within(EPSILON));
    }
  }

  @Test
  void aBeamFindsTheLimitsOfAnAdditiveModel() {
    LimitSearch search = search(6, additive(.1, -.05, .2, .02, .15, -.1));
    RemovalLimits exact = search.exact();
    RemovalLimits beam = search.beam(1);
    assertThat(beam.low()).isCloseTo(exact.low(), within(EPSILON));
    assertThat(beam.up()).isCloseTo(exact.up(), within(EPSILON));
    // The largest share is missing for six steps, the next for five, and so on.
    double up = (6 * .2 + 5 * .15 + 4 * .1 + 3 * .02 - 2 * .05 - .1) / 6;
    assertThat(beam.up()).isCloseTo(up, within(EPSILON));
  }

  @Test
  void aBeamStaysWithinTheLimitsAndAWideOneReachesThem() {
    ToDoubleFunction<BitSet> model = anyModel(11);
    LimitSearch search = search(7, model);
    RemovalLimits exact = search.exact();
    double before = Double.NEGATIVE_INFINITY;
    for (int width : new int[] {1, 5, 35}) {
      RemovalLimits beam = search.beam(width);
      assertThat(beam.low()).isGreaterThanOrEqualTo(exact.low() - EPSILON);
      assertThat(beam.up()).isBetween(before, exact.up() + EPSILON);
      before = beam.up() - EPSILON;
    }
    assertThat(search.beam(35).up()).isCloseTo(exact.up(), within(EPSILON));
    assertThat(search.beam(35).low()).isCloseTo(exact.low(), within(EPSILON));
  }

  @Test
  void theBestOrderIsOneAndTheWorstIsNought() {
    RemovalLimits limits = new RemovalLimits(0.1, 0.5);
    assertThat(limits.normalized(0.5)).isEqualTo(1);
    assertThat(limits.normalized(0.1)).isZero();
    assertThat(limits.normalized(0.3)).isCloseTo(0.5, within(EPSILON));
    assertThat(new RemovalLimits(0.2, 0.2).normalized(0.2)).isNaN();
    assertThat(RemovalLimits.UNKNOWN.normalized(0.2)).isNaN();
  }
}
