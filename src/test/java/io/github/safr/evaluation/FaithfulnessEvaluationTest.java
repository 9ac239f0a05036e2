package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.Explainer;
import io.github.safr.explain.OcclusionExplainer;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.explain.PartialClassifier.Remainder;
import io.github.safr.model.PartialText;
import io.github.safr.model.Removal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Everything on a model in closed form: each token is a number that adds to the probability. */
class FaithfulnessEvaluationTest {

  private static final double EPSILON = 1e-9;

  private final List<PartialText> asked = new ArrayList<>();

  private final Function<List<PartialText>, List<double[]>> model =
      texts -> {
        asked.addAll(texts);
        return texts.stream().map(FaithfulnessEvaluationTest::probabilities).toList();
      };

  /** Half, and what the tokens that are left say in hundredths, for the second class. */
  private static double[] probabilities(PartialText text) {
    double second =
        0.5
            + text.kept().stream().mapToDouble(i -> share(text.tokens().get(i))).sum()
            - (text.removal() == Removal.REPLACEMENT
                ? 0.01 * (text.tokens().size() - text.kept().cardinality())
                : 0);
    return new double[] {1 - second, second};
  }

  private static double share(String token) {
    return Integer.parseInt(token) / 100.0;
  }

  /** Scores each token by itself. */
  private static class Scorer implements Explainer {

    private final String name;
    private final boolean signed;
    private final ToDoubleFunction<String> score;

    Scorer(String name, boolean signed, ToDoubleFunction<String> score) {
      this.name = name;
      this.signed = signed;
      this.score = score;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean signed() {
      return signed;
    }

    @Override
    public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
      return texts.stream()
          .map(text -> text.tokens().stream().mapToDouble(score).toArray())
          .toList();
    }
  }

  private static final Explainer PERFECT =
      new Scorer("perfect", true, FaithfulnessEvaluationTest::share);
  private static final Explainer WRONG = new Scorer("wrong", true, token -> -share(token));

  private static EvaluationText text(int index, int gold, String tokens) {
    return new EvaluationText(index, List.of(tokens.split(" ")), gold);
  }

  private static ExplainerReport find(FaithfulnessReport report, Removal removal, String name) {
    return report.explainers().get(removal).stream()
        .filter(explainer -> explainer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private final EvaluationSettings settings =
      EvaluationSettings.defaults().withResamples(200).withReference("perfect");

  private FaithfulnessReport run(List<EvaluationText> texts, Explainer... explainers) {
    return new FaithfulnessEvaluation(settings)
        .run(texts, List.of(explainers), model, EvaluationListener.NONE);
  }

  @Test
  void whoAsksNothingIsCalledOnceForAllRemovals() {
    List<Integer> calls = new ArrayList<>();
    Explainer counting =
        new Scorer("counting", true, FaithfulnessEvaluationTest::share) {
          @Override
          public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
            calls.add(texts.size());
            return super.explain(texts, classifier);
          }
        };
    FaithfulnessReport report = run(List.of(text(1, 1, "20 5 1"), text(2, 1, "3 2 10")), counting);
    // A text to warm up with for each removal, and then both texts together.
    assertThat(calls).containsExactly(1, 1, 2);
    assertThat(
            find(report, Removal.REPLACEMENT, "counting").mean(Measure.COMPREHENSIVENESS).value())
        .isPositive();
  }

  @Test
  void comprehensivenessAndSufficiencyAreAsByHand() {
    FaithfulnessReport report = run(List.of(text(1, 1, "1 20 -5 4")), PERFECT, WRONG);
    ExplainerReport perfect = find(report, Removal.DELETION, "perfect");
    // f(x) = .70. The top 1 of 4 at 1, 5, 10 and 20 %, the top 2 at 50 %.
    double comprehensiveness = (4 * .20 + .24) / 5;
    double sufficiency = (4 * (.70 - .70) + (.70 - .74)) / 5;
    assertThat(perfect.mean(Measure.COMPREHENSIVENESS).value())
        .isCloseTo(comprehensiveness, within(EPSILON));
    assertThat(perfect.mean(Measure.SUFFICIENCY).value()).isCloseTo(sufficiency, within(EPSILON));
    assertThat(perfect.comprehensivenessAt().get(4).value()).isCloseTo(.24, within(EPSILON));
    assertThat(perfect.deletion()[10]).isCloseTo(.46, within(EPSILON));
    assertThat(perfect.insertion()[10]).isCloseTo(.74, within(EPSILON));
    // A token more is missing for each that is replaced.
    ExplainerReport replaced = find(report, Removal.REPLACEMENT, "perfect");
    assertThat(replaced.mean(Measure.COMPREHENSIVENESS).value())
        .isCloseTo(comprehensiveness + (4 * .01 + .02) / 5, within(EPSILON));
  }

  @Test
  void theBestOrderIsNormalisedToOneAndTheWorstToNought() {
    // One text of few tokens, with exact limits, and one of many, with a beam.
    List<EvaluationText> texts =
        List.of(text(1, 1, "1 9 -5 4"), text(2, 1, "1 9 -5 4 2 3 -1 5 6 7 -2 8"));
    FaithfulnessReport report = run(texts, PERFECT, WRONG);
    for (TextMeasures measures : find(report, Removal.DELETION, "perfect").texts()) {
      assertThat(measures.get(Measure.NORMALIZED_COMPREHENSIVENESS)).isCloseTo(1, within(EPSILON));
      assertThat(measures.get(Measure.NORMALIZED_SUFFICIENCY)).isCloseTo(0, within(EPSILON));
    }
    for (TextMeasures measures : find(report, Removal.DELETION, "wrong").texts()) {
      assertThat(measures.get(Measure.NORMALIZED_COMPREHENSIVENESS)).isCloseTo(0, within(EPSILON));
      assertThat(measures.get(Measure.NORMALIZED_SUFFICIENCY)).isCloseTo(1, within(EPSILON));
    }
    assertThat(report.limitTexts()).isEqualTo(2);
  }

  @Test
  void agreementWithLeaveOneOutIgnoresSignsOnlyWhereThereAreNone() {
    Explainer unsigned = new Scorer("unsigned", false, token -> Math.abs(share(token)));
    FaithfulnessReport report = run(List.of(text(1, 1, "1 20 -5 4")), PERFECT, WRONG, unsigned);
    assertThat(find(report, Removal.DELETION, "perfect").mean(Measure.SPEARMAN).value())
        .isCloseTo(1, within(EPSILON));
    assertThat(find(report, Removal.DELETION, "wrong").mean(Measure.KENDALL).value())
        .isCloseTo(-1, within(EPSILON));
    assertThat(find(report, Removal.DELETION, "unsigned").mean(Measure.KENDALL).value())
        .isCloseTo(1, within(EPSILON));
  }

  @Test
  void scoresAreComparedWithMarksByTheirSize() {
    boolean[] marks = {false, true, true, false};
    EvaluationText marked = new EvaluationText(1, List.of("1", "20", "-5", "4"), 1, marks);
    EvaluationText unmarked = text(2, 1, "7 7");
    FaithfulnessReport report = run(List.of(marked, unmarked), PERFECT);
    ExplainerReport perfect = find(report, Removal.DELETION, "perfect");
    assertThat(perfect.rocAuc().value()).isEqualTo(1);
    assertThat(perfect.averagePrecision().value()).isEqualTo(1);
    assertThat(perfect.mean(Measure.TEXT_ROC_AUC)).isEqualTo(new Estimate(1, 1, 1, 1));
    assertThat(report.markedTexts()).isEqualTo(1);
  }

  @Test
  void rightAndWrongDecisionsAreApartAndUnknownOnesNeither() {
    List<EvaluationText> texts =
        List.of(text(1, 1, "10 3"), text(2, 0, "20 3"), text(3, -1, "30 3"));
    FaithfulnessReport report = run(texts, PERFECT);
    ExplainerReport perfect = find(report, Removal.DELETION, "perfect");
    assertThat(perfect.right().get(Measure.COMPREHENSIVENESS).value())
        .isCloseTo(.10, within(EPSILON));
    assertThat(perfect.wrong().get(Measure.COMPREHENSIVENESS).value())
        .isCloseTo(.20, within(EPSILON));
    assertThat(perfect.wrong().get(Measure.COMPREHENSIVENESS).texts()).isEqualTo(1);
  }

  @Test
  void othersDifferFromTheReferenceTextByText() {
    FaithfulnessReport report =
        run(List.of(text(1, 1, "10 3"), text(2, 1, "20 13")), PERFECT, WRONG);
    Estimate difference =
        find(report, Removal.DELETION, "wrong").differences().get(Measure.COMPREHENSIVENESS);
    assertThat(difference.value()).isCloseTo(-.07, within(EPSILON));
    assertThat(difference.low()).isCloseTo(-.07, within(EPSILON));
    assertThat(find(report, Removal.DELETION, "perfect").differences()).isEmpty();
  }

  @Test
  void explainersOfOneNameAreDrawsOfOne() {
    Explainer first = new Scorer("chance", true, FaithfulnessEvaluationTest::share);
    Explainer second = new Scorer("chance", true, token -> -share(token));
    FaithfulnessReport report = run(List.of(text(1, 1, "10 2")), first, second);
    assertThat(report.explainers().get(Removal.DELETION)).hasSize(1);
    assertThat(find(report, Removal.DELETION, "chance").mean(Measure.COMPREHENSIVENESS).value())
        .isCloseTo((.10 + .02) / 2, within(EPSILON));
  }

  @Test
  void noRemainderIsAskedAboutTwiceForSeveralExplainers() {
    List<EvaluationText> texts = List.of(text(1, 1, "1 20 -5 4 3"), text(2, 1, "1 2 3 4 5 6 7 8"));
    new FaithfulnessEvaluation(settings.withRemovals(List.of(Removal.DELETION)).withLimitTexts(0))
        .run(texts, List.of(PERFECT, WRONG, PERFECT), model, EvaluationListener.NONE);
    Set<PartialText> different = new HashSet<>(asked);
    assertThat(asked).hasSameSizeAs(different);
  }

  /** The second text has ten tokens, so that occlusion, which knows all but one, is a part only. */
  @Test
  void whatExplainersWereToldIsNotAskedAboutAgain() {
    List<EvaluationText> texts = List.of(text(1, 1, "1 20 -5"), text(2, 1, "1 2 3 4 5 6 7 8 9 10"));
    FaithfulnessReport report =
        new FaithfulnessEvaluation(settings.withRemovals(List.of(Removal.DELETION)))
            .run(texts, List.of(PERFECT, new OcclusionExplainer()), model, EvaluationListener.NONE);
    assertThat(find(report, Removal.DELETION, "occlusion").questions()).isEqualTo(13 / 2.0);
    // Both whole texts, and to warm up with the first without each of its three tokens.
    List<PartialText> measured = asked.subList(2 + 3, asked.size());
    Set<PartialText> different = new HashSet<>(measured);
    long ofFirst = different.stream().filter(part -> part.tokens().size() == 3).count();
    assertThat(ofFirst).isEqualTo(7);
    assertThat(measured.subList(0, 13)).allMatch(part -> removed(part) == 1);
    assertThat(measured.subList(13, measured.size())).noneMatch(part -> removed(part) < 2);
  }

  private static int removed(PartialText part) {
    return part.tokens().size() - part.kept().cardinality();
  }

  @Test
  void timesAndQuestionsAreTheExplainersOwn() {
    Explainer asking =
        new Scorer("asking", false, token -> 0.0) {
          @Override
          public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
            texts.forEach(
                text ->
                    classifier.probabilities(
                        List.of(
                            new Remainder(text, new BitSet()), new Remainder(text, new BitSet()))));
            return super.explain(texts, classifier);
          }
        };
    FaithfulnessReport report =
        run(List.of(text(1, 1, "1 2"), text(2, 1, "1 2 3")), PERFECT, asking);
    assertThat(find(report, Removal.DELETION, "asking").questions()).isEqualTo(2);
    assertThat(find(report, Removal.DELETION, "perfect").questions()).isZero();
    assertThat(find(report, Removal.DELETION, "perfect").millis()).isPositive();
  }

  @Test
  void manyTextsAreWorkedOnInChunksAndProgressIsTold() {
    List<EvaluationText> texts =
        IntStream.range(0, 150).mapToObj(i -> text(i + 1, 1, "1 2 " + i % 7)).toList();
    List<Long> done = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    FaithfulnessReport report =
        new FaithfulnessEvaluation(settings.withLimitTexts(10))
            .run(
                texts,
                List.of(PERFECT, WRONG),
                model,
                (steps, total, doing) -> {
                  done.add(steps);
                  totals.add(total);
                });
    assertThat(report.decisions()).hasSize(150);
    assertThat(report.decisions().get(149).index()).isEqualTo(150);
    assertThat(report.limitTexts()).isEqualTo(10);
    assertThat(
            find(report, Removal.DELETION, "wrong")
                .mean(Measure.NORMALIZED_COMPREHENSIVENESS)
                .texts())
        .isEqualTo(10);
    assertThat(done).isSorted().endsWith(900L);
    assertThat(totals).containsOnly(900L);
  }

  @Test
  void oneTokenHasNoOrderAndNoLimits() {
    TextMeasures only =
        find(run(List.of(text(1, 1, "20")), PERFECT), Removal.DELETION, "perfect").texts().get(0);
    assertThat(only.get(Measure.COMPREHENSIVENESS)).isCloseTo(.2, within(EPSILON));
    assertThat(only.get(Measure.SUFFICIENCY)).isCloseTo(0, within(EPSILON));
    assertThat(only.get(Measure.NORMALIZED_SUFFICIENCY)).isNaN();
    assertThat(only.get(Measure.SPEARMAN)).isNaN();
  }

  @Test
  void anExplainerThatScoresBadlyIsNamed() {
    List<EvaluationText> texts = List.of(text(1, 1, "1 2"));
    assertThatThrownBy(() -> run(texts, new Scorer("broken", true, token -> Double.NaN)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'broken'");
    assertThatThrownBy(() -> run(List.of(), PERFECT)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EvaluationText(3, List.of("1"), 0, new boolean[2]))
        .hasMessageContaining("number 3");
  }
}
