package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.explain.PartialClassifier.Remainder;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.Prediction;
import io.github.safr.model.Removal;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.TinyModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all explainers that draw or ask have in common. */
class AskingExplainersTest {

  private static final List<List<String>> TEXTS =
      List.of(
          List.of("good"),
          List.of("not", "good"),
          List.of("the", "film", "was", "very", "good", "and", "i", "liked", "the", "cat", "."),
          List.of("not", "good"),
          List.of("bad", "bad", "bad"));

  @TempDir static Path folder;

  static Stream<Explainer> explainers() {
    return explainers(7);
  }

  private static Stream<Explainer> explainers(long seed) {
    return Stream.of(
        new RandomExplainer(seed),
        new OcclusionExplainer(),
        new SingleWordExplainer(),
        new LimeExplainer(seed),
        new KernelShapExplainer(seed));
  }

  @Test
  void areKnownByTheirNames() {
    assertThat(explainers().map(Explainer::name))
        .containsExactly("random", "occlusion", "single-word", "lime", "kernel-shap");
    assertThat(explainers().filter(explainer -> !explainer.signed()).map(Explainer::name))
        .containsExactly("random");
  }

  @ParameterizedTest
  @MethodSource("explainers")
  void scoreEveryTokenOfEveryText(Explainer explainer) {
    List<double[]> scores = explain(explainer, TEXTS);
    assertThat(scores.stream().map(array -> array.length)).containsExactly(1, 2, 11, 2, 3);
    assertThat(scores)
        .allSatisfy(array -> assertThat(Arrays.stream(array)).allMatch(Double::isFinite));
    assertThat(explainer.explain(List.of(), words().classifier())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("explainers")
  void giveATextTheSameWhateverItsCompany(Explainer explainer) {
    List<double[]> together = explain(explainer, TEXTS);
    List<List<String>> reversed = new ArrayList<>(TEXTS);
    Collections.reverse(reversed);
    List<double[]> backwards = explain(explainer, reversed);
    for (int i = 0; i < TEXTS.size(); i++) {
      double[] alone = explain(explainer, List.of(TEXTS.get(i))).get(0);
      assertThat(together.get(i)).containsExactly(alone);
      assertThat(backwards.get(TEXTS.size() - 1 - i)).containsExactly(alone);
    }
  }

  @Test
  void giveTheSameWithTheSameSeed() {
    List<Explainer> again = explainers(7).toList();
    List<Explainer> other = explainers(8).toList();
    List<Explainer> once = explainers(7).toList();
    for (int i = 0; i < once.size(); i++) {
      double[] scores = explain(once.get(i), TEXTS).get(2);
      assertThat(explain(again.get(i), TEXTS).get(2)).containsExactly(scores);
      boolean draws = List.of("random", "lime", "kernel-shap").contains(once.get(i).name());
      assertThat(Arrays.equals(explain(other.get(i), TEXTS).get(2), scores)).isEqualTo(!draws);
    }
  }

  @Test
  void explainATrainedModel() {
    try (SafrModel model = SafrModel.load(TinyModel.write(folder), DeviceChoice.CPU)) {
      List<ExplainedText> texts = new ArrayList<>();
      List<Prediction> predictions = model.classify(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        Prediction prediction = predictions.get(i);
        int label = model.labels().indexOf(prediction.label());
        texts.add(new ExplainedText(TEXTS.get(i), label, prediction.probabilities()));
      }
      for (Removal removal : Removal.values()) {
        PartialClassifier classifier = new PartialClassifier(model, removal);
        List<double[]> occlusion = new OcclusionExplainer().explain(texts, classifier);
        List<double[]> shap = new KernelShapExplainer(1).explain(texts, classifier);
        List<double[]> lime = new LimeExplainer(1).explain(texts, classifier);
        for (int i = 0; i < texts.size(); i++) {
          ExplainedText text = texts.get(i);
          BitSet rest = new BitSet();
          double gain = text.confidence() - probability(classifier, text, rest);
          assertThat(Arrays.stream(shap.get(i)).sum()).isCloseTo(gain, within(1e-5));
          rest.set(1, text.size());
          double loss = text.confidence() - probability(classifier, text, rest);
          assertThat(occlusion.get(i)[0]).isCloseTo(loss, within(1e-5));
          assertThat(Arrays.stream(lime.get(i))).allMatch(score -> Math.abs(score) < 1);
        }
      }
    }
  }

  private static double probability(PartialClassifier classifier, ExplainedText text, BitSet kept) {
    Remainder remainder = new Remainder(text, kept);
    return classifier.probabilities(List.of(remainder)).get(0)[text.label()];
  }

  private static List<double[]> explain(Explainer explainer, List<List<String>> texts) {
    SetFunction model = words();
    return explainer.explain(texts.stream().map(model::text).toList(), model.classifier());
  }

  /** Praise and complaint, each turned round by a negation that is left. */
  private static SetFunction words() {
    return SetFunction.ofTexts(
        rest -> {
          List<String> left = rest.kept().stream().mapToObj(rest.tokens()::get).toList();
          double sum = 0;
          for (String token : left) {
            sum += token.hashCode() % 100 / 100.0;
          }
          return 1 / (1 + Math.exp(left.contains("not") ? sum : -sum));
        });
  }
}
