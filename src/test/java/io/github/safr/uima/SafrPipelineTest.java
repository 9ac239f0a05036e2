package io.github.safr.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.SafrModel;
import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.Token;
import java.io.StringWriter;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.jcas.JCas;
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
  void writesItselfAsXml() throws Exception {
    StringWriter xml = new StringWriter();

    SafrPipeline.description("mine").toXML(xml);

    assertThat(xml.toString()).contains("SafrModelResource", "value=\"mine\"");
  }

  private static void run(JCas jcas, AnalysisEngineDescription description) throws Exception {
    AnalysisEngine engine = createEngine(description);
    engine.process(jcas);
    engine.destroy();
  }
}
