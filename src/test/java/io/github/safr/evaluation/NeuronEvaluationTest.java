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
    assertThat(report.neuronsPerText()).isBetween(1.0, (double) RandomModel.NEURONS);
    assertThat(report.sets()).extracting(SetReport::kind).containsExactly(Kind.values());

    SetReport allocated = report.sets().get(0);
    assertThat(allocated.absolute().value())
        .isCloseTo(
            report.drops().stream()
                .mapToDouble(drop -> Math.abs(drop.allocated().loss()))
                .average()
                .orElseThrow(),
            within(1e-12));
    assertThat(allocated.ratio().value()).isEqualTo(1);
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
    return new NeuronDrop(4, allocated, allocated, allocated, elsewhere);
  }

  @Test
  void asksAllLabelledTextsWhatNeuronsAnswerTo() {
    NeuronReport report =
        new NeuronEvaluation(SETTINGS, 5).run(texts, model, inspector, EvaluationListener.NONE);
    assertThat(report.drops()).hasSize(5);
    List<EvaluationText> labelled = texts.stream().filter(text -> text.gold() >= 0).toList();
    assertThat(report.selectivityTexts()).isEqualTo(labelled.size());
    NeuronSelectivity alone =
        NeuronSelectivity.measure(
            inspector,
            labelled.stream().map(EvaluationText::tokens).toList(),
            labelled.stream().mapToInt(EvaluationText::gold).toArray(),
            2);
    assertThat(report.selectivity().orElseThrow().selectivitySummary())
        .isEqualTo(alone.selectivitySummary());
    assertThat(report.selectivity().orElseThrow().wordTypeSummary())
        .isEqualTo(alone.wordTypeSummary());
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
