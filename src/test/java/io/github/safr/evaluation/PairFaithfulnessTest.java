package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.evaluation.PairDraw.Match;
import io.github.safr.evaluation.PairDraw.Positions;
import io.github.safr.model.PartialText;
import io.github.safr.model.Removal;
import io.github.safr.model.TokenPair;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairFaithfulnessTest {

  private static final double EPSILON = 1e-9;

  private static TokenPair pair(int first, int second, double score) {
    return new TokenPair(first, second, 1, score, score);
  }

  /** Tokens add up, but for 0 and 1, which together add .2, and 2 and 3, which take .1. */
  private static final Function<List<PartialText>, List<double[]>> MODEL =
      texts ->
          texts.stream()
              .map(
                  text -> {
                    BitSet kept = text.kept();
                    double first = 0.55 + 0.01 * kept.cardinality();
                    first += kept.get(0) && kept.get(1) ? 0.2 : 0;
                    first -= kept.get(2) && kept.get(3) ? 0.1 : 0;
                    return new double[] {first, 1 - first};
                  })
              .toList();

  private static List<EvaluationText> texts(int many) {
    return IntStream.rangeClosed(1, many)
        .mapToObj(i -> new EvaluationText(i, List.of("a", "b", "c", "d", "e", "f"), 0))
        .toList();
  }

  private static Map<Removal, PairReport> run(int many, TokenPair... pairs) {
    return new PairFaithfulness(EvaluationSettings.defaults().withResamples(100))
        .run(
            texts(many),
            explained -> explained.stream().map(text -> List.of(pairs)).toList(),
            MODEL,
            EvaluationListener.NONE);
  }

  @Test
  void scoresThatFollowInteractionsCorrelateWithThem() {
    PairReport report =
        run(70, pair(0, 1, .9), pair(2, 3, .5), pair(1, 4, .1)).get(Removal.DELETION);
    assertThat(report.texts()).isEqualTo(70);
    assertThat(report.pairs()).isEqualTo(210);
    assertThat(report.textSpearman().value()).isCloseTo(1, within(EPSILON));
    assertThat(report.spearman()).isCloseTo(1, within(EPSILON));
    // With signs the order is -.1, 0, .2 against .5, .1, .9.
    assertThat(report.signedTextSpearman().value()).isCloseTo(.5, within(EPSILON));
    assertThat(report.top().value()).isCloseTo(.1, within(EPSILON));
    assertThat(report.random().value()).isCloseTo(0, within(EPSILON));
    assertThat(report.overRandom().low()).isCloseTo(.1, within(EPSILON));
    assertThat(report.overMatched().value()).isCloseTo(.1, within(EPSILON));
  }

  @Test
  void pairsOfIndependentTokensAreNotBetterThanOthers() {
    PairReport report = run(70, pair(0, 4, .9), pair(1, 5, .5)).get(Removal.REPLACEMENT);
    assertThat(report.top().value()).isCloseTo(0, within(EPSILON));
    assertThat(report.overRandom().value()).isNegative();
  }

  @Test
  void textsOfNeighbouringSeedsAreComparedWithOtherPairs() {
    List<Set<BitSet>> zero = removedPairs(0);
    List<Set<BitSet>> one = removedPairs(1);
    assertThat(zero).hasSize(60).doesNotHaveDuplicates().isEqualTo(removedPairs(0));
    assertThat(zero).doesNotContainAnyElementsOf(one);
  }

  /** Of each of 60 long texts of one named pair the two pairs that it is compared with. */
  private static List<Set<BitSet>> removedPairs(long seed) {
    List<String> tokens = Collections.nCopies(60, "a");
    List<EvaluationText> texts =
        IntStream.range(0, 60).mapToObj(i -> new EvaluationText(i, tokens, 0)).toList();
    Set<BitSet> named = Set.of(BitSet.valueOf(new long[] {0b11}));
    List<BitSet> removed = new ArrayList<>();
    new PairFaithfulness(
            EvaluationSettings.defaults()
                .withSeed(seed)
                .withResamples(1)
                .withRemovals(List.of(Removal.DELETION)))
        .run(
            texts,
            explained -> explained.stream().map(text -> List.of(pair(0, 1, 1))).toList(),
            parts -> {
              parts.forEach(
                  part -> {
                    BitSet without = (BitSet) part.kept().clone();
                    without.flip(0, tokens.size());
                    if (without.cardinality() == 2 && !named.contains(without)) {
                      removed.add(without);
                    }
                  });
              return MODEL.apply(parts);
            },
            EvaluationListener.NONE);
    return IntStream.range(0, removed.size() / 2)
        .mapToObj(i -> Set.of(removed.get(2 * i), removed.get(2 * i + 1)))
        .toList();
  }

  @Test
  void textsWithoutPairsDoNotCount() {
    PairReport report = run(3).get(Removal.DELETION);
    assertThat(report.texts()).isZero();
    assertThat(report.top().exists()).isFalse();
    assertThat(report.spearman()).isNaN();
  }

  @Test
  void otherPairsAreDifferentAndMatchesAsFarApart() {
    List<TokenPair> pairs = List.of(pair(0, 1, .2), pair(2, 4, .9), pair(0, 5, .8), pair(3, 4, .1));
    PairDraw draw = new PairDraw(6, pairs, 3, new SplittableRandom(1));
    assertThat(draw.top())
        .containsExactly(new Positions(2, 4), new Positions(0, 5), new Positions(0, 1));
    assertThat(draw.others())
        .hasSize(3)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(draw.top())
        .allMatch(other -> 0 <= other.first() && other.first() < other.second());
    // Nothing else is as far apart as the first token and the last.
    assertThat(draw.matches()).extracting(Match::pair).doesNotContain(new Positions(0, 5));
    assertThat(draw.matches())
        .hasSize(2)
        .allMatch(match -> match.other().distance() == match.pair().distance())
        .noneMatch(match -> draw.top().contains(match.other()));
  }

  @Test
  void aTextOfTwoTokensHasNoOtherPair() {
    PairDraw draw = new PairDraw(2, List.of(pair(0, 1, 1)), 3, new SplittableRandom(1));
    assertThat(draw.others()).isEmpty();
    assertThat(draw.matches()).isEmpty();
  }
}
