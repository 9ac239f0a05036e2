package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.model.Removal;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {

  private static final double[] WEIGHTS = {.1, .05, .25, .4};
  private static final double[] SCORES = {.5, -0.0, 0.0, .9};

  private final ExplainedText text =
      new ExplainedText(List.of("not", "very", "good", "film"), 1, new double[] {.2, .8});

  @Test
  void theHighestScoreIsFirstAndOfEqualOnesTheEarlierToken() {
    // The two zeros are equal, and a negative score is less than none.
    assertThat(Ranking.of(text, SCORES).order()).containsExactly(3, 0, 1, 2);
    assertThat(Ranking.of(text, new double[] {-9, 2, 2, 0}).order()).containsExactly(1, 2, 3, 0);
  }

  @Test
  void whatIsTakenAndWhatIsLeftAreTheWholeText() {
    Ranking ranking = Ranking.of(text, SCORES);
    assertThat(ranking.alone(2)).isEqualTo(bits(0, 3));
    assertThat(ranking.without(2)).isEqualTo(bits(1, 2));
    assertThat(ranking.alone(0)).isEqualTo(ranking.without(4)).isEqualTo(new BitSet());
    assertThat(ranking.without(0)).isEqualTo(ranking.alone(4)).isEqualTo(bits(0, 1, 2, 3));
  }

  /** The label is as likely as the weights of the tokens that are left come to. */
  @Test
  void theCurveIsKnownWhereItWasAskedFor() {
    PartialClassifier classifier =
        new PartialClassifier(
            parts ->
                parts.stream()
                    .map(part -> part.kept().stream().mapToDouble(i -> WEIGHTS[i]).sum())
                    .map(share -> new double[] {1 - share, share})
                    .toList(),
            Removal.DELETION);
    AnswerCache answers = new AnswerCache(classifier);
    Ranking ranking = Ranking.of(text, SCORES);
    BitSet counts = bits(0, 2, 4);

    assertThat(ranking.remainders(counts)).hasSize(6);
    answers.ask(ranking.remainders(counts));
    RemovalCurve curve = ranking.curve(counts, answers);

    double unknown = Double.NaN;
    assertThat(curve.without())
        .containsExactly(new double[] {.8, unknown, .3, unknown, 0}, within(1e-12));
    assertThat(curve.alone())
        .containsExactly(new double[] {0, unknown, .5, unknown, .8}, within(1e-12));
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}
