package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.evaluation.NeuronReport.Kind;
import io.github.safr.evaluation.NeuronReport.SetReport;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.NetworkInspector;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.RandomModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuronEvaluationTest {

  private static final String[] WORDS = {"unaffable", "film", "good", ".", "bad", "not"};
  private static final EvaluationSettings SETTINGS =
      EvaluationSettings.defaults().withSeed(4).withResamples(100);

  @TempDir static Path folder;
  private static SafrModel model;
  private static NetworkInspector inspector;
  private static List<EvaluationText> texts;

  @BeforeAll
  static void load() {
    Path directory = RandomModel.ofWords(folder, false);
    model = SafrModel.load(directory, DeviceChoice.CPU);
    inspector = NetworkInspector.load(directory, DeviceChoice.CPU);
    Random random = new Random(8);
    texts =
        IntStream.range(0, 70)
            .mapToObj(
                i ->
                    new EvaluationText(
                        i + 1,
                        random
                            .ints(2 + i % 9, 0, WORDS.length)
                            .mapToObj(word -> WORDS[word])
                            .toList(),
                        i % 3 - 1))
            .toList();
  }

  @AfterAll
  static void close() {
    inspector.close();
    model.close();
  }

  @Test
  void measuresTheLastReportedBlock() {
    List<Long> done = new ArrayList<>();
    NeuronReport report =
        new NeuronEvaluation(SETTINGS, 1000)
            .run(texts, model, inspector, (steps, total, doing) -> done.add(steps));
    assertThat(report.block()).isEqualTo(2);
    assertThat(report.blockNeurons()).isEqualTo(RandomModel.NEURONS);
    assertThat(report.drops()).hasSize(70);
    assertThat(done).containsExactly(64L, 70L);
  }

  private static final double ROUNDING = 1e-12;

  /** Only the first two are labelled. */
  private static final List<EvaluationText> BY_HAND =
      List.of(byHand(1, "b c d a", 0), byHand(2, "c e", 1), byHand(3, "c c c f", -1));

  private static EvaluationText byHand(int index, String text, int gold) {
    return new EvaluationText(index, List.of(text.split(" ")), gold);
  }

  private static NeuronReport measureByHand() {
    return new NeuronEvaluation(SETTINGS, 10)
        .run(BY_HAND, HandMadeModel.model(), HandMadeModel.inspector(), EvaluationListener.NONE);
  }

  private static SetReport find(NeuronReport report, Kind kind) {
    return report.sets().get(kind.ordinal());
  }

  /**
   * The first three tokens have the neurons 1, 2 and 3, which lose .34; 3 and 4, which lose .21;
   * and 3, which loses .2.
   */
  @Test
  void takesTheNeuronsOfThreeTokensAway() {
    NeuronReport report = measureByHand();
    assertThat(report.drops()).extracting(NeuronDrop::neurons).containsExactly(3, 2, 1);
    assertThat(report.neuronsPerText()).isEqualTo(2);
    SetReport allocated = find(report, Kind.ALLOCATED);
    assertThat(allocated.absolute().value()).isCloseTo(.75 / 3, within(ROUNDING));
    assertThat(allocated.signed().value()).isCloseTo(.75 / 3, within(ROUNDING));
    assertThat(allocated.ratio().value()).isEqualTo(1);
  }

  /** The fourth token of the first text has too few neurons, the second text has no fourth. */
  @Test
  void comparesWithThoseOfTheFourthToken() {
    NeuronReport report = measureByHand();
    SetReport others = find(report, Kind.OTHERS);
    assertThat(others.absolute().texts()).isEqualTo(1);
    assertThat(others.absolute().value()).isCloseTo(.2, within(ROUNDING));
    assertThat(others.ratio().value()).isCloseTo(1, within(ROUNDING));
    assertThat(find(report, Kind.ELSEWHERE).absolute().exists()).isFalse();
  }

  /** In the second text two neurons fire, and in the third one: those that are under test. */
  @Test
  void comparesWithNeuronsThatFire() {
    NeuronReport report = measureByHand();
    assertThat(report.drops().get(1).active().loss()).isCloseTo(.21, within(ROUNDING));
    assertThat(report.drops().get(2).active().loss()).isCloseTo(.2, within(ROUNDING));
    // One of 0 to 3 is left out: from all of them, which lose .32, at least -.02 and at most .2.
    assertThat(report.drops().get(0).active().loss()).isBetween(.12, .34);
  }

  /** Ten tokens, of which a, b and d have two neurons and the others one. */
  @Test
  void saysHowTokensShareNeurons() {
    AllocationMeans allocation = measureByHand().allocation();
    assertThat(allocation.tokens()).isEqualTo(10);
    assertThat(allocation.effectiveNeurons()).isCloseTo(1.3, within(ROUNDING));
    assertThat(allocation.capacity()).isCloseTo(.5, within(ROUNDING));
    assertThat(allocation.interference()).isCloseTo(2, within(ROUNDING));
  }

  /**
   * Neurons 0, 1 and 2 fire in the first text alone, 4 in the second alone, and 3 in both. Words: 0
   * has a; 1 a and b; 2 b and d; 3 c and d; 4 e. 5 does not fire.
   */
  @Test
  void asksAllLabelledTextsWhatNeuronsAnswerTo() {
    NeuronReport report = measureByHand();
    assertThat(report.selectivityTexts()).isEqualTo(2);
    NeuronSelectivity selectivity = report.selectivity().orElseThrow();
    assertThat(selectivity.selectivity()).containsExactly(1, 1, 1, 0, 1, 0);
    assertThat(selectivity.wordTypes()).containsExactly(1, 2, 2, 2, 1, 0);
    assertThat(selectivity.selectivitySummary())
        .isEqualTo(new NeuronSelectivity.Summary(5, 4 / 5.0, 1));
    assertThat(selectivity.wordTypeSummary())
        .isEqualTo(new NeuronSelectivity.Summary(5, 8 / 5.0, 2));
  }

  @Test
  void comparesOnTextsThatHaveNeuronsElsewhere() {
    List<NeuronDrop> drops =
        List.of(
            drop(new NeuronChange(-.4, .4), new NeuronChange(.1, .2)),
            drop(new NeuronChange(.2, .2), new NeuronChange(.1, .1)),
            drop(new NeuronChange(.9, .9), NeuronChange.UNKNOWN));
    SetReport elsewhere = SetReport.of(Kind.ELSEWHERE, drops, new Bootstrap(100, 1));
    assertThat(elsewhere.absolute().value()).isCloseTo(.15, within(1e-12));
    assertThat(elsewhere.signed().value()).isCloseTo(.1, within(1e-12));
    assertThat(elsewhere.ratio().value()).isCloseTo(2, within(1e-12));
    assertThat(elsewhere.ratio().texts()).isEqualTo(2);
    SetReport allocated = SetReport.of(Kind.ALLOCATED, drops, new Bootstrap(100, 1));
    assertThat(allocated.absolute().value()).isCloseTo(.5, within(1e-12));
    assertThat(allocated.absolute().texts()).isEqualTo(3);
  }

  private static NeuronDrop drop(NeuronChange allocated, NeuronChange elsewhere) {
    return new NeuronDrop(4, allocated, allocated, allocated, allocated, elsewhere);
  }

  @Test
  void drawsTextsToTakeNeuronsFrom() {
    NeuronReport report =
        new NeuronEvaluation(SETTINGS, 5).run(texts, model, inspector, EvaluationListener.NONE);
    assertThat(report.drops()).hasSize(5);
    // A third of 70 has no label.
    assertThat(report.selectivityTexts()).isEqualTo(46);
  }

  @Test
  void textsOfOneClassSelectNothing() {
    List<EvaluationText> one = texts.stream().filter(text -> text.gold() == 0).toList();
    NeuronReport report =
        new NeuronEvaluation(SETTINGS, 5).run(one, model, inspector, EvaluationListener.NONE);
    assertThat(report.selectivity()).isEmpty();
    assertThat(report.drops()).hasSize(5);
  }

  @Test
  void needsATextAtLeast() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NeuronEvaluation(SETTINGS, 0));
  }
}
