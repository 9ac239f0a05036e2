package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.PartialClassifier.Remainder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitSearchTest {

  private static final double EPSILON = 1e-9;

  private static BitSet all(int tokens) {
    BitSet all = new BitSet();
    all.set(0, tokens);
    return all;
  }

  /** Runs a search on one text to its end. */
  private static RemovalLimits found(
      LimitRounds search, int tokens, ToDoubleFunction<BitSet> model) {
    double whole = model.applyAsDouble(all(tokens));
    for (List<BitSet> sets = search.next(); !sets.isEmpty(); sets = search.next()) {
      assertThat(sets).doesNotHaveDuplicates();
      search.hear(
          sets.stream()
              .mapToDouble(set -> whole - model.applyAsDouble(rest(tokens, set)))
              .toArray());
    }
    return search.limits();
  }

  private static BitSet rest(int tokens, BitSet removed) {
    BitSet rest = all(tokens);
    rest.andNot(removed);
    return rest;
  }

  private static RemovalLimits exact(int tokens, ToDoubleFunction<BitSet> model) {
    return found(new ExactLimits(tokens), tokens, model);
  }

  private static RemovalLimits beam(int tokens, int width, ToDoubleFunction<BitSet> model) {
    return found(new BeamLimits(tokens, width), tokens, model);
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
      RemovalLimits limits = exact(tokens, model);
      assertThat(limits.low())
          .isCloseTo(areas.stream().min(Double::compare).orElseThrow(), within(EPSILON));
      assertThat(limits.up())
          .isCloseTo(areas.stream().max(Double::compare).orElseThrow(), within(EPSILON));
    }
  }

  @Test
  void aBeamFindsTheLimitsOfAnAdditiveModel() {
    ToDoubleFunction<BitSet> model = additive(.1, -.05, .2, .02, .15, -.1);
    RemovalLimits exact = exact(6, model);
    RemovalLimits beam = beam(6, 1, model);
    assertThat(beam.low()).isCloseTo(exact.low(), within(EPSILON));
    assertThat(beam.up()).isCloseTo(exact.up(), within(EPSILON));
    // The largest share is missing for six steps, the next for five, and so on.
    double up = (6 * .2 + 5 * .15 + 4 * .1 + 3 * .02 - 2 * .05 - .1) / 6;
    assertThat(beam.up()).isCloseTo(up, within(EPSILON));
  }

  @Test
  void aBeamStaysWithinTheLimitsAndAWideOneReachesThem() {
    ToDoubleFunction<BitSet> model = anyModel(11);
    RemovalLimits exact = exact(7, model);
    double before = Double.NEGATIVE_INFINITY;
    for (int width : new int[] {1, 5, 35}) {
      RemovalLimits beam = beam(7, width, model);
      assertThat(beam.low()).isGreaterThanOrEqualTo(exact.low() - EPSILON);
      assertThat(beam.up()).isBetween(before, exact.up() + EPSILON);
      before = beam.up() - EPSILON;
    }
    assertThat(beam(7, 35, model).up()).isCloseTo(exact.up(), within(EPSILON));
    assertThat(beam(7, 35, model).low()).isCloseTo(exact.low(), within(EPSILON));
  }

  @Test
  void textsAreSearchedTogetherAsEachAlone() {
    List<ExplainedText> texts = List.of(text(3), text(11), text(8), text(1), text(9));
    List<Integer> sizes = new ArrayList<>();
    List<Integer> rounds = new ArrayList<>();
    List<RemovalLimits> together =
        new LimitSearch(
                2,
                remainders -> {
                  sizes.add(remainders.size());
                  return remainders.stream().mapToDouble(LimitSearchTest::probability).toArray();
                })
            .limits(texts, rounds::add);
    for (int i = 0; i < texts.size(); i++) {
      ExplainedText text = texts.get(i);
      LimitRounds alone = LimitRounds.of(text.size(), 2);
      assertThat(together.get(i))
          .isEqualTo(found(alone, text.size(), kept -> probability(new Remainder(text, kept))));
    }
    assertThat(rounds).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    // All sets of the short texts, and those with one token less of the others.
    assertThat(sizes.get(0)).isEqualTo(8 + 11 + 256 + 2 + 9);
  }

  private static ExplainedText text(int tokens) {
    List<String> words = IntStream.range(0, tokens).mapToObj(String::valueOf).toList();
    ExplainedText text = new ExplainedText(words, 0, new double[] {0, 1});
    double whole = probability(new Remainder(text, all(tokens)));
    return new ExplainedText(words, 0, new double[] {whole, 1 - whole});
  }

  /** Some probability, the same every time. */
  private static double probability(Remainder remainder) {
    long seed = remainder.kept().hashCode() * 31L + remainder.text().size();
    return new SplittableRandom(seed).nextDouble();
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
