package io.github.safr.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.evaluation.EvaluationListener;
import io.github.safr.evaluation.EvaluationSettings;
import io.github.safr.evaluation.EvaluationText;
import io.github.safr.evaluation.ExplainerReport;
import io.github.safr.evaluation.FaithfulnessEvaluation;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.Measure;
import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.Explainer;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.Removal;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.TinyModel;
import io.github.safr.text.TextSegmenter;
import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.jcas.JCas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a CAS is worth as much as what the model says: measured, it comes to the same. */
class EvaluatedFromCasTest {

  private static final List<String> TEXTS =
      List.of(
          "The film was very good, and I liked it.",
          "It wasn't bad. I liked the film, not the very bad music.",
          "Not good!",
          "Very, very bad: not a film that was good. 👍🏽 Good.",
          "I liked the film and the film was good and good and very good, and not bad.");

  @TempDir static Path folder;

  /** Scores that are looked up by the tokens of a text, or asked for. */
  private record Told(String name, Function<List<String>, double[]> scores) implements Explainer {

    @Override
    public boolean signed() {
      return true;
    }

    @Override
    public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
      return texts.stream().map(text -> scores.apply(text.tokens())).toList();
    }
  }

  @Test
  void annotationsAreAsFaithfulAsTheModelsOwnWord() throws Exception {
    Path directory = TinyModel.write(folder);
    Map<List<String>, double[]> annotated = annotated(directory);
    List<EvaluationText> texts = segmented();
    assertThat(texts).extracting(EvaluationText::tokens).allMatch(annotated::containsKey);

    try (SafrModel model = SafrModel.load(directory, DeviceChoice.CPU)) {
      FaithfulnessReport report =
          new FaithfulnessEvaluation(EvaluationSettings.defaults().withLimitTexts(0))
              .run(
                  texts,
                  List.of(
                      new Told("cas", annotated::get),
                      new Told("model", tokens -> contribution(model, tokens))),
                  model,
                  EvaluationListener.NONE);
      for (Removal removal : Removal.values()) {
        ExplainerReport cas = report.explainers().get(removal).get(0);
        ExplainerReport own = report.explainers().get(removal).get(1);
        assertThat(cas.name()).isEqualTo("cas");
        for (Measure measure : List.of(Measure.COMPREHENSIVENESS, Measure.SUFFICIENCY)) {
          assertThat(own.mean(measure).value()).isNotZero();
          for (int text = 0; text < texts.size(); text++) {
            assertThat(cas.texts().get(text).get(measure))
                .as("%s of text %d, %s", measure, text, removal)
                .isCloseTo(own.texts().get(text).get(measure), within(1e-9));
          }
        }
      }
    }
  }

  /** Texts as the evaluation cuts them. */
  private static List<EvaluationText> segmented() {
    TextSegmenter segmenter = TextSegmenter.forLanguage("en");
    List<EvaluationText> texts = new ArrayList<>();
    for (String text : TEXTS) {
      List<String> tokens =
          segmenter.sentences(text).stream()
              .flatMap(sentence -> segmenter.tokens(text, sentence).stream())
              .map(token -> token.of(text))
              .toList();
      texts.add(new EvaluationText(texts.size() + 1, tokens, 1));
    }
    return texts;
  }

  /** Contributions that a pipeline left in a CAS, by the tokens that it left there. */
  private static Map<List<String>, double[]> annotated(Path model) throws Exception {
    AnalysisEngine pipeline =
        createEngine(
            SafrPipeline.withModel(model.toString())
                .unitType("Document")
                .device("cpu")
                .explaining(SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS, 0)
                .description());
    Map<List<String>, double[]> contributions = new HashMap<>();
    for (String text : TEXTS) {
      JCas jcas = Documents.of(text);
      pipeline.process(jcas);
      assertThat(jcas.select(Classification.class).count()).isOne();
      List<ImportantToken> important = Documents.all(jcas, ImportantToken.class);
      List<String> tokens = Documents.texts(jcas, Token.class);
      assertThat(important).extracting(ImportantToken::getCoveredText).isEqualTo(tokens);
      contributions.put(
          tokens, important.stream().mapToDouble(ImportantToken::getContribution).toArray());
    }
    pipeline.destroy();
    return contributions;
  }

  private static double[] contribution(SafrModel model, List<String> tokens) {
    return model.explain(List.of(tokens)).get(0).explanation().orElseThrow().contribution();
  }
}
