package io.github.safr.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.safr.model.Explanation;
import io.github.safr.model.ModelException;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.type.Classification;
import io.github.safr.type.CorrelatedTokens;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.NeuronAllocation;
import io.github.safr.type.Token;
import java.util.List;
import java.util.Optional;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafrExplainerTest {

  private final SafrModel model = FakeModel.named("fake 1");
  @RegisterExtension final FakeLoading loading = new FakeLoading(model);

  @Test
  void explainsClassificationsThatItFinds() throws Exception {
    JCas jcas = Documents.ofLines("a good day\na long day");
    Classification good = classification(jcas, 0, 10, "positive", 0.9);

    explain(jcas);

    verify(model).explain(List.of(List.of("a", "good", "day")));
    verify(model, never()).classify(anyList());
    assertThat(Documents.all(jcas, ImportantToken.class))
        .extracting(ImportantToken::getCoveredText, ImportantToken::getImportance)
        .containsExactly(
            tuple("a", FakeModel.importance("a")),
            tuple("good", FakeModel.importance("good")),
            tuple("day", FakeModel.importance("day")));
    assertThat(Documents.all(jcas, ImportantToken.class))
        .allSatisfy(
            token -> {
              assertThat(token.getContribution())
                  .isCloseTo(token.getImportance() - 0.5, within(1e-6));
              assertThat(token.getClassification()).isSameAs(good);
            });
    assertThat(Documents.all(jcas, CorrelatedTokens.class))
        .extracting(
            CorrelatedTokens::getCoveredText,
            pair -> pair.getFirst().getCoveredText(),
            pair -> pair.getSecond().getCoveredText(),
            CorrelatedTokens::getScore)
        .containsExactly(
            tuple("a good", "a", "good", 0.25), tuple("good day", "good", "day", 0.125));
    assertThat(Documents.all(jcas, CorrelatedTokens.class))
        .allSatisfy(
            pair -> {
              assertThat(pair.getAttention()).isEqualTo(0.5);
              assertThat(pair.getInterference()).isEqualTo(0.5);
              assertThat(pair.getFirst()).isInstanceOf(Token.class);
              assertThat(pair.getClassification()).isSameAs(good);
            });
  }

  @Test
  void tellsTheNeuronsOfEveryLayer() throws Exception {
    JCas jcas = Documents.ofLines("good");
    Classification good = classification(jcas, 0, 4, "positive", 0.9);

    explain(jcas, SafrExplainer.PARAM_MAX_NEURONS, 3);

    List<NeuronAllocation> allocations = Documents.all(jcas, NeuronAllocation.class);
    assertThat(allocations)
        .extracting(NeuronAllocation::getLayer, NeuronAllocation::getNorm)
        .containsExactlyInAnyOrder(
            tuple(0, FakeModel.importance("good")), tuple(1, FakeModel.importance("good") + 1));
    NeuronAllocation last =
        allocations.stream()
            .filter(allocation -> allocation.getLayer() == 1)
            .findAny()
            .orElseThrow();
    assertThat(last.getNeurons().toArray()).containsExactly(100, 101, 102);
    assertThat(last.getActivations().toArray()).containsExactly(1.0, 0.5, 0.333333);
    assertThat(last.getCapacity()).isEqualTo(0.5);
    assertThat(last.getInterference()).isEqualTo(0.25);
    assertThat(last.getEffectiveNeurons()).isEqualTo(3.0);
    assertThat(last.getCoveredText()).isEqualTo("good");
    assertThat(last.getClassification()).isSameAs(good);
  }

  @Test
  void ranksByImportanceAndThenByPosition() throws Exception {
    JCas jcas = Documents.ofLines("w x y z");
    classification(jcas, 0, 7, "negative", 0.7);
    Explanation ties =
        new Explanation(
            new double[] {0.5, 0.9, 0.5, 0.9},
            new double[4],
            new double[4],
            List.of(),
            List.of(List.of(), List.of(), List.of(), List.of()));
    doReturn(List.of(new Prediction("negative", 0.7, new double[] {0.7, 0.3}, Optional.of(ties))))
        .when(model)
        .explain(anyList());

    explain(jcas, SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS, 3);

    assertThat(Documents.all(jcas, ImportantToken.class))
        .extracting(ImportantToken::getCoveredText, ImportantToken::getRank)
        .containsExactly(tuple("w", 3), tuple("x", 1), tuple("z", 2));
  }

  @ParameterizedTest
  @CsvSource({"10, 5, 8, 10, 5, 8", "2, 1, 3, 2, 1, 3", "0, 0, 0, 12, 11, 12"})
  void annotatesAsMuchAsIsAskedFor(
      int maxTokens, int maxPairs, int maxNeurons, int tokens, int pairs, int neurons)
      throws Exception {
    JCas jcas = Documents.ofLines("k l m n o p q r s t u v");
    classification(jcas, 0, 23, "negative", 0.7);

    explain(
        jcas,
        SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS,
        maxTokens,
        SafrExplainer.PARAM_MAX_PAIRS,
        maxPairs,
        SafrExplainer.PARAM_MAX_NEURONS,
        maxNeurons);

    List<ImportantToken> important = Documents.all(jcas, ImportantToken.class);
    assertThat(important).hasSize(tokens);
    assertThat(Documents.all(jcas, CorrelatedTokens.class)).hasSize(pairs);
    assertThat(Documents.all(jcas, NeuronAllocation.class))
        .hasSize(tokens * FakeModel.LAYERS)
        .allMatch(allocation -> allocation.getNeurons().size() == neurons)
        .allMatch(allocation -> allocation.getActivations().size() == neurons)
        .allMatch(
            allocation ->
                important.stream().anyMatch(token -> token.getBegin() == allocation.getBegin()));
  }

  @Test
  void explainsOnlyTheLabelsAndConfidencesAskedFor() throws Exception {
    JCas jcas = Documents.ofLines("good one\ngood two\nthree");
    classification(jcas, 0, 8, "positive", 0.6);
    classification(jcas, 9, 17, "positive", 0.61);
    classification(jcas, 18, 23, "negative", 0.55);

    explain(
        jcas,
        SafrExplainer.PARAM_LABELS,
        new String[] {"positive", "neutral"},
        SafrExplainer.PARAM_MAX_CONFIDENCE,
        0.6);

    assertThat(Documents.texts(jcas, ImportantToken.class)).containsExactly("good", "one");
  }

  @Test
  void explainsWhatIsExplainedAlreadyNotOnceMore() throws Exception {
    JCas jcas = Documents.ofLines("a good day");
    classification(jcas, 0, 10, "positive", 0.9);

    explain(jcas);
    explain(jcas);

    assertThat(Documents.texts(jcas, ImportantToken.class)).containsExactly("a", "good", "day");
    verify(model, times(1)).explain(anyList());
  }

  @Test
  void givesNoReasonsForALabelThatSomebodyElseHasSet() throws Exception {
    JCas jcas = Documents.ofLines("one");
    classification(jcas, 0, 3, "positive", 1);

    explain(jcas);

    assertThat(Documents.all(jcas, ImportantToken.class)).isEmpty();
  }

  @Test
  void leavesClassificationsOfOtherModelsAlone() throws Exception {
    JCas jcas = Documents.ofLines("one");
    classification(jcas, 0, 3, "positive", 0.6).setModel("another 1");
    classification(jcas, 0, 3, "positive", 0.6).setModel(null);

    explain(jcas);

    verify(model, never()).explain(anyList());
    assertThat(Documents.all(jcas, ImportantToken.class)).isEmpty();
  }

  @Test
  void findsNothingToExplainInEmptyDocuments() throws Exception {
    JCas jcas = Documents.of(" ");
    classification(jcas, 0, 1, "positive", 0.6);

    explain(jcas);
    explain(Documents.of(null));

    verify(model, never()).explain(anyList());
  }

  @Test
  void pointsToForeignTokens() throws Exception {
    JCas jcas = Documents.of("so good");
    Documents.add(jcas, "foreign.Word", 0, 2);
    Documents.add(jcas, "foreign.Word", 3, 7);
    classification(jcas, 0, 7, "positive", 0.9);

    explain(jcas, SafrExplainer.PARAM_TOKEN_TYPE, "foreign.Word");

    CorrelatedTokens pair = Documents.all(jcas, CorrelatedTokens.class).get(0);
    assertThat(pair.getSecond().getType().getName()).isEqualTo("foreign.Word");
    assertThat(pair.getCoveredText()).isEqualTo("so good");
  }

  @Test
  void pairsCoverBothTokensAlsoIfOneLiesInsideTheOther() throws Exception {
    JCas jcas = Documents.of("so good");
    Documents.add(jcas, "foreign.Word", 0, 7);
    Documents.add(jcas, "foreign.Word", 3, 5);
    classification(jcas, 0, 7, "negative", 0.9);

    explain(jcas, SafrExplainer.PARAM_TOKEN_TYPE, "foreign.Word");

    CorrelatedTokens pair = Documents.all(jcas, CorrelatedTokens.class).get(0);
    assertThat(pair.getSecond().getCoveredText()).isEqualTo("go");
    assertThat(pair.getCoveredText()).isEqualTo("so good");
  }

  @Test
  void saysThatTheModelFailedAndQuotesNothing() throws Exception {
    JCas jcas = Documents.ofLines("secret");
    classification(jcas, 0, 6, "positive", 0.9);
    doThrow(new ModelException("The device is gone.")).when(model).explain(any());

    assertThatThrownBy(() -> explain(jcas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll("'fake 1'", "The device is gone.")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({"maxImportantTokens", "maxPairs", "maxNeurons"})
  void refusesNegativeCountsAndGivesTheModelBack(String parameter) {
    assertThatThrownBy(() -> createEngine(SafrExplainer.class, parameter, -1))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("Parameter '" + parameter + "' is -1.");
    loading.calls().verifyNoInteractions();
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "1.1", "NaN"})
  void refusesConfidencesThatAreNone(double maxConfidence) {
    assertThatThrownBy(
            () ->
                createEngine(
                    SafrExplainer.class, SafrExplainer.PARAM_MAX_CONFIDENCE, maxConfidence))
        .hasStackTraceContaining("not in [0, 1]");
  }

  private static Classification classification(
      JCas jcas, int begin, int end, String label, double confidence) {
    Classification classification = new Classification(jcas, begin, end);
    classification.setLabel(label);
    classification.setConfidence(confidence);
    classification.setModel("fake 1");
    classification.addToIndexes();
    return classification;
  }

  private static void explain(JCas jcas, Object... parameters) throws Exception {
    AnalysisEngine engine = createEngine(SafrExplainer.class, parameters);
    try {
      engine.process(jcas);
    } finally {
      engine.destroy();
    }
  }
}
