package io.github.safr.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.SafrModel;
import io.github.safr.type.Classification;
import io.github.safr.type.CorrelatedTokens;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.Token;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.ExternalResourceFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ExternalResourceDescription;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SafrPipelineTest {

  private final SafrModel model = FakeModel.named("fake 1");
  @RegisterExtension final FakeLoading loading = new FakeLoading(model);

  @Test
  void segmentsClassifiesAndExplains() throws Exception {
    JCas jcas = Documents.of("What a good day! It wasn't long.");

    run(jcas, SafrPipeline.description("mine"));

    assertThat(Documents.all(jcas, Classification.class))
        .extracting(Classification::getLabel)
        .containsExactly("positive", "negative");
    assertThat(Documents.texts(jcas, ImportantToken.class))
        .isEqualTo(Documents.texts(jcas, Token.class))
        .hasSize(10);
    verify(model, times(1)).explain(anyList());
    verify(model, never()).classify(anyList());
    loading.calls().verify(() -> SafrModel.load("mine", DeviceChoice.AUTO), times(1));
    verify(model, times(1)).close();
  }

  @Test
  void doesAsItIsTold() throws Exception {
    JCas jcas = Documents.of("What a good day! It wasn't long.");
    jcas.setDocumentLanguage("xx");

    run(
        jcas,
        SafrPipeline.withModel("mine")
            .device("gpu:1")
            .language("en")
            .unitType("Document")
            .explaining(SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS, 2)
            .description());

    assertThat(Documents.all(jcas, Classification.class)).hasSize(1);
    assertThat(Documents.all(jcas, ImportantToken.class)).hasSize(2);
    loading.calls().verify(() -> SafrModel.load("mine", DeviceChoice.parse("gpu:1")), times(1));
  }

  @Test
  void onlyClassifiesWithoutExplanations() throws Exception {
    JCas jcas = Documents.of("What a good day!");

    run(jcas, SafrPipeline.withModel("mine").withoutExplanations().description());

    assertThat(Documents.all(jcas, Classification.class)).hasSize(1);
    verify(model, never()).explain(anyList());
  }

  @Test
  void readsTokensThatAreThere() throws Exception {
    JCas jcas = Documents.of("so good");
    Documents.add(jcas, "foreign.Word", 3, 7);

    run(
        jcas,
        SafrPipeline.withModel("mine")
            .withTokensOf("foreign.Word")
            .unitType("Document")
            .description());

    assertThat(Documents.texts(jcas, ImportantToken.class)).containsExactly("good");
    assertThat(Documents.all(jcas, Token.class)).isEmpty();
    verify(model, never()).classify(anyList());
  }

  @Test
  void runsInsideOtherPipelines() throws Exception {
    JCas jcas = Documents.of("What a good day!");

    SimplePipeline.runPipeline(jcas, SafrPipeline.description("mine"));

    assertThat(Documents.all(jcas, ImportantToken.class)).hasSize(5);
    verify(model, times(1)).explain(anyList());
  }

  @Test
  void writesItselfAsXmlThatUimaReads() throws Exception {
    StringWriter xml = new StringWriter();

    SafrPipeline.withModel("mine")
        .explaining(SafrExplainer.PARAM_LABELS, List.of("positive"))
        .description()
        .toXML(xml);

    AnalysisEngineDescription read =
        UIMAFramework.getXMLParser()
            .parseAnalysisEngineDescription(
                new XMLInputSource(
                    new ByteArrayInputStream(xml.toString().getBytes(StandardCharsets.UTF_8)),
                    null));
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(read);
    CAS cas = engine.newCAS();
    cas.setDocumentText("What a good day! It wasn't long.");
    engine.process(cas);
    engine.destroy();
    assertThat(Documents.all(cas.getJCas(), Classification.class)).hasSize(2);
    assertThat(Documents.all(cas.getJCas(), ImportantToken.class)).hasSize(5);
    loading.calls().verify(() -> SafrModel.load("mine", DeviceChoice.AUTO), times(1));
  }

  @Test
  void takesNumbersAndTextsForTheParametersOfTheExplainer() throws Exception {
    JCas jcas = Documents.of("What a good day! It wasn't long.");

    run(
        jcas,
        SafrPipeline.withModel("mine")
            .explaining(SafrExplainer.PARAM_LABELS, "positive")
            .explaining(SafrExplainer.PARAM_MAX_CONFIDENCE, 1, SafrExplainer.PARAM_MAX_PAIRS, 1)
            .description());

    assertThat(Documents.all(jcas, ImportantToken.class)).hasSize(5);
    assertThat(Documents.all(jcas, CorrelatedTokens.class)).hasSize(1);
  }

  @Test
  void namesAParameterThatTheExplainerLacks() {
    assertThatThrownBy(
            () -> SafrPipeline.withModel("mine").explaining("maxTokens", 3).description())
        .hasMessageContainingAll("SAFR Explainer", "'maxTokens'");
    assertThatThrownBy(() -> SafrPipeline.withModel("mine").explaining("modelLocation", "other"))
        .hasMessageContainingAll("'modelLocation'", "withModel");
    assertThatThrownBy(() -> SafrPipeline.withModel("mine").explaining("maxPairs"))
        .hasMessageContaining("each followed by its value");
  }

  @Test
  void classifiesNoLanguageThatTheModelDoesNotKnow() throws Exception {
    when(model.languages()).thenReturn(List.of("EN-us"));
    JCas german = Documents.of("so good");
    german.setDocumentLanguage("de");
    Documents.add(german, "foreign.Word", 3, 7);
    JCas british = Documents.of("so good");
    british.setDocumentLanguage("en-GB");
    Documents.add(british, "foreign.Word", 3, 7);

    SafrPipeline pipeline = SafrPipeline.withModel("mine").withTokensOf("foreign.Word");
    assertThatThrownBy(() -> run(german, pipeline.description()))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll("'fake 1' was trained on texts in EN-us, not in 'de'");
    run(british, pipeline.description());
    run(german, pipeline.language("en").description());

    assertThat(Documents.all(german, Classification.class)).hasSize(1);
    assertThat(Documents.all(british, Classification.class)).hasSize(1);
    assertThatThrownBy(() -> run(german, pipeline.language("fr").description()))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("not in 'fr'");
    verify(model, times(4)).close();
  }

  @Test
  void takesWhatAResourceSaysForItsModel() throws Exception {
    ExternalResourceDescription shared =
        ExternalResourceFactory.createResourceDescription(
            SafrModelResource.class,
            SafrModelResource.PARAM_MODEL_LOCATION,
            "shared",
            SafrModelResource.PARAM_DEVICE,
            "cpu");
    AnalysisEngine engine = createEngine(SafrClassifier.class, SafrClassifier.RES_MODEL, shared);
    AnalysisEngine other =
        createEngine(
            SafrClassifier.class,
            SafrClassifier.RES_MODEL,
            shared,
            SafrClassifier.PARAM_MODEL_LOCATION,
            "own");

    loading.calls().verify(() -> SafrModel.load("shared", DeviceChoice.CPU), times(1));
    loading.calls().verify(() -> SafrModel.load("own", DeviceChoice.CPU), times(1));
    engine.destroy();
    other.destroy();
  }

  private static void run(JCas jcas, AnalysisEngineDescription description) throws Exception {
    AnalysisEngine engine = createEngine(description);
    try {
      engine.process(jcas);
    } finally {
      engine.destroy();
    }
  }
}
