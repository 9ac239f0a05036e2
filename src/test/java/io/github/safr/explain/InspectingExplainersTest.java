package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Reduction;
import io.github.safr.testing.RandomModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Explainers that look inside the network")
class InspectingExplainersTest {

  private static final List<List<String>> UNITS =
      List.of(List.of("not", "unaffable", "."), List.of("film"));
  private static final int[] LABELS = {1, 0};

  @TempDir static Path folder;
  private static NetworkInspector inspector;

  @BeforeAll
  static void load() {
    inspector = NetworkInspector.load(RandomModel.ofPieces(folder), DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    inspector.close();
  }

  @Test
  void giveWhatTheInspectorFindsForTheLabelInQuestion() {
    assertScores(new AttentionExplainer(inspector), inspector.attentionReceived(UNITS));
    assertScores(
        new GradientTimesInputExplainer(inspector),
        inspector.gradientTimesInput(UNITS, LABELS, Reduction.NORM));
    assertScores(
        new GradientTimesInputExplainer(inspector, Reduction.SUM),
        inspector.gradientTimesInput(UNITS, LABELS, Reduction.SUM));
    assertScores(
        new IntegratedGradientsExplainer(inspector, 7),
        inspector.integratedGradients(UNITS, LABELS, 7));
    assertScores(
        new IntegratedGradientsExplainer(inspector),
        inspector.integratedGradients(UNITS, LABELS, IntegratedGradientsExplainer.STEPS));
  }

  @Test
  void haveNamesOfTheirOwnAndSayWhetherTheyHaveASign() {
    assertExplainer(new AttentionExplainer(inspector), "attention", false);
    assertExplainer(new GradientTimesInputExplainer(inspector), "gradient-x-input", false);
    assertExplainer(
        new GradientTimesInputExplainer(inspector, Reduction.SUM), "gradient-x-input-signed", true);
    assertExplainer(new IntegratedGradientsExplainer(inspector), "integrated-gradients", true);
  }

  private static void assertScores(Explainer explainer, List<double[]> expected) {
    List<ExplainedText> texts =
        List.of(
            new ExplainedText(UNITS.get(0), LABELS[0], new double[] {0.4, 0.6}),
            new ExplainedText(UNITS.get(1), LABELS[1], new double[] {0.7, 0.3}));
    List<double[]> scores = explainer.explain(texts, null);
    assertThat(scores).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(scores.get(i)).hasSize(UNITS.get(i).size()).containsExactly(expected.get(i));
    }
  }

  private static void assertExplainer(Explainer explainer, String name, boolean signed) {
    assertThat(explainer.name()).isEqualTo(name);
    assertThat(explainer.signed()).isEqualTo(signed);
  }
}
