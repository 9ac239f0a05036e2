package io.github.safr.uima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.SafrModel;
import java.nio.file.Path;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.resource.metadata.ConfigurationParameterSettings;
import org.apache.uima.resource.metadata.Import;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pipeline as those use it who know neither uimaFIT nor our classes. */
class PlainUimaTest {

  private final SafrModel model = FakeModel.named("fake 1");
  @RegisterExtension final FakeLoading loading = new FakeLoading(model);

  @Test
  void runsTheDescriptorOfThePipeline() throws Exception {
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(pipeline());

    CAS cas = process(engine, "What a good day! It wasn't long.");

    assertThat(count(cas, "Sentence")).isEqualTo(2);
    assertThat(count(cas, "Token")).isEqualTo(10);
    assertThat(count(cas, "Classification")).isEqualTo(2);
    assertThat(count(cas, "ImportantToken")).isEqualTo(10);
    assertThat(count(cas, "CorrelatedTokens")).isEqualTo(8);
    assertThat(count(cas, "NeuronAllocation")).isEqualTo(20);
    verify(model, times(1)).explain(anyList());
    verify(model, never()).classify(anyList());
    loading.calls().verify(() -> SafrModel.load("en-sentiment", DeviceChoice.AUTO), times(1));
    engine.destroy();
    verify(model, times(1)).close();
  }

  @Test
  void setsParametersOfThePipeline() throws Exception {
    AnalysisEngineDescription pipeline = pipeline();
    ConfigurationParameterSettings settings =
        pipeline.getAnalysisEngineMetaData().getConfigurationParameterSettings();
    settings.setParameterValue("modelLocation", "mine");
    settings.setParameterValue("device", "cpu");
    settings.setParameterValue("language", "en");
    settings.setParameterValue("unitType", "Document");
    settings.setParameterValue("labels", new String[] {"positive"});
    settings.setParameterValue("maxConfidence", 0.95);
    settings.setParameterValue("maxImportantTokens", 3);
    settings.setParameterValue("maxPairs", 2);
    settings.setParameterValue("maxNeurons", 1);
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(pipeline);

    CAS cas = process(engine, "What a good day! It wasn't long.");

    assertThat(count(cas, "Classification")).isEqualTo(1);
    assertThat(count(cas, "ImportantToken")).isEqualTo(3);
    assertThat(count(cas, "CorrelatedTokens")).isEqualTo(2);
    assertThat(count(cas, "NeuronAllocation")).isEqualTo(6);
    loading.calls().verify(() -> SafrModel.load("mine", DeviceChoice.CPU), times(1));
    engine.destroy();
  }

  @Test
  void classifiesTokensOfOthers() throws Exception {
    AnalysisEngineDescription behindOthers =
        UIMAFramework.getXMLParser()
            .parseAnalysisEngineDescription(
                new XMLInputSource(
                    Path.of("descriptors/io/github/safr/uima/SafrClassifyAndExplain.xml")
                        .toFile()));
    ConfigurationParameterSettings settings =
        behindOthers.getAnalysisEngineMetaData().getConfigurationParameterSettings();
    settings.setParameterValue("tokenType", "io.github.safr.type.Sentence");
    settings.setParameterValue("unitType", "Document");
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(behindOthers);
    CAS cas = engine.newCAS();
    cas.setDocumentText("good day");
    Type foreign = cas.getTypeSystem().getType("io.github.safr.type.Sentence");
    cas.addFsToIndexes(cas.createAnnotation(foreign, 0, 4));
    cas.addFsToIndexes(cas.createAnnotation(foreign, 5, 8));
    engine.process(cas);

    assertThat(count(cas, "Token")).isZero();
    assertThat(count(cas, "Classification")).isEqualTo(1);
    assertThat(count(cas, "ImportantToken")).isEqualTo(2);
    engine.destroy();
  }

  @Test
  void importsThePipelineByName() throws Exception {
    AnalysisEngineDescription mine =
        UIMAFramework.getResourceSpecifierFactory().createAnalysisEngineDescription();
    mine.setPrimitive(false);
    Import byName = UIMAFramework.getResourceSpecifierFactory().createImport();
    byName.setName("io.github.safr.uima.SafrPipeline");
    mine.getDelegateAnalysisEngineSpecifiersWithImports().put("safr", byName);
    var flow = UIMAFramework.getResourceSpecifierFactory().createFixedFlow();
    flow.setFixedFlow(new String[] {"safr"});
    mine.getAnalysisEngineMetaData().setFlowConstraints(flow);
    mine.getAnalysisEngineMetaData().setName("Mine");
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(mine);

    assertThat(count(process(engine, "What a good day!"), "ImportantToken")).isEqualTo(5);
    engine.destroy();
  }

  private static AnalysisEngineDescription pipeline() throws Exception {
    return UIMAFramework.getXMLParser()
        .parseAnalysisEngineDescription(
            new XMLInputSource(
                PlainUimaTest.class.getResource("/io/github/safr/uima/SafrPipeline.xml")));
  }

  private static CAS process(AnalysisEngine engine, String text) throws Exception {
    CAS cas = engine.newCAS();
    cas.setDocumentText(text);
    engine.process(cas);
    return cas;
  }

  private static long count(CAS cas, String name) {
    Type type = cas.getTypeSystem().getType("io.github.safr.type." + name);
    return cas.getAnnotationIndex(type).size();
  }
}
