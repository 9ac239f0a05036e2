package io.github.safr.uima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.resource.ConfigurationManager;
import org.apache.uima.resource.ResourceSpecifier;
import org.apache.uima.resource.metadata.ConfigurationParameter;
import org.apache.uima.resource.metadata.ConfigurationParameterSettings;
import org.apache.uima.resource.metadata.Import;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipeline as those use it who know neither uimaFIT nor our classes. */
class PlainUimaTest {

  private final SafrModel model = FakeModel.named("fake 1");
  @RegisterExtension final FakeLoading loading = new FakeLoading(model);

  @Test
  void runsTheDescriptorOfThePipeline() throws Exception {
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(described("SafrPipeline"));

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
    AnalysisEngineDescription pipeline = described("SafrPipeline");
    ConfigurationParameterSettings settings = settings(pipeline);
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
    AnalysisEngineDescription behindOthers = described("SafrClassifyAndExplain");
    ConfigurationParameterSettings settings = settings(behindOthers);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OpenNlpSegmenter",
        "SafrClassifier",
        "SafrExplainer",
        "SafrPipeline",
        "SafrClassifyAndExplain"
      })
  void importsEveryDescriptorByName(String descriptor) throws Exception {
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(enclosing(descriptor));

    CAS cas = process(engine, "What a good day!");

    assertThat(cas.getTypeSystem().getType("io.github.safr.type.Classification")).isNotNull();
    assertThat(count(cas, "ImportantToken")).isEqualTo(descriptor.equals("SafrPipeline") ? 5 : 0);
    engine.destroy();
  }

  /**
   * In an enclosing aggregate, which overrides all that the aggregate inside declares: every engine
   * that has a parameter of that name gets its value.
   */
  @ParameterizedTest
  @ValueSource(strings = {"SafrPipeline", "SafrClassifyAndExplain"})
  void everyParameterReachesItsEnginesThroughAnEnclosingAggregate(
      String aggregate, @TempDir Path folder) throws Exception {
    AnalysisEngineDescription inner = described(aggregate);
    AnalysisEngineDescription enclosing = enclosing(aggregate);
    Path model = Files.createDirectory(folder.resolve("mine"));
    try (Stream<Path> files = Files.list(Path.of("resources/en-sentiment-paper"))) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName().toString()));
      }
    }
    SigningKey key = new SigningKey(folder);
    key.sign(model);
    Map<String, Object> values = values(model, key.file());
    if (aggregate.equals("SafrClassifyAndExplain")) {
      values.keySet().removeAll(Set.of("defaultLanguage", "sentenceType"));
    }
    assertThat(names(inner)).containsExactlyInAnyOrderElementsOf(values.keySet());
    for (ConfigurationParameter declared : parameters(inner)) {
      ConfigurationParameter outer = (ConfigurationParameter) declared.clone();
      outer.setOverrides("inner/" + declared.getName());
      enclosing
          .getAnalysisEngineMetaData()
          .getConfigurationParameterDeclarations()
          .addConfigurationParameter(outer);
      settings(enclosing).setParameterValue(declared.getName(), values.get(declared.getName()));
    }

    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(enclosing);

    ConfigurationManager configured = engine.getUimaContextAdmin().getConfigurationManager();
    Set<String> reached = new HashSet<>();
    for (Map.Entry<String, ResourceSpecifier> delegate :
        inner.getDelegateAnalysisEngineSpecifiers().entrySet()) {
      for (String name : names((AnalysisEngineDescription) delegate.getValue())) {
        if (values.containsKey(name)) {
          assertThat(configured.getConfigParameterValue("/inner/" + delegate.getKey() + "/" + name))
              .as(delegate.getKey() + "/" + name)
              .isEqualTo(values.get(name));
          reached.add(name);
        }
      }
    }
    assertThat(reached).isEqualTo(values.keySet());
    engine.destroy();
  }

  /** A value for each parameter of the aggregates, none of them its default. */
  private static Map<String, Object> values(Path model, Path publicKey) {
    Map<String, Object> values = new HashMap<>();
    values.put("modelLocation", model.toString());
    values.put("device", "cpu");
    values.put("trustedKey", publicKey.toString());
    values.put("language", "en");
    values.put("defaultLanguage", "de");
    values.put("unitType", "Document");
    values.put("tokenType", "uima.tcas.Annotation");
    values.put("sentenceType", "uima.tcas.Annotation");
    values.put("labels", new String[] {"positive"});
    values.put("maxConfidence", 0.95);
    values.put("maxImportantTokens", 3);
    values.put("maxPairs", 2);
    values.put("maxNeurons", 1);
    return values;
  }

  private static AnalysisEngineDescription enclosing(String descriptor) {
    AnalysisEngineDescription mine =
        UIMAFramework.getResourceSpecifierFactory().createAnalysisEngineDescription();
    mine.setPrimitive(false);
    Import byName = UIMAFramework.getResourceSpecifierFactory().createImport();
    byName.setName("io.github.safr.uima." + descriptor);
    mine.getDelegateAnalysisEngineSpecifiersWithImports().put("inner", byName);
    var flow = UIMAFramework.getResourceSpecifierFactory().createFixedFlow();
    flow.setFixedFlow(new String[] {"inner"});
    mine.getAnalysisEngineMetaData().setFlowConstraints(flow);
    mine.getAnalysisEngineMetaData().setName("Mine");
    return mine;
  }

  private static AnalysisEngineDescription described(String descriptor) throws Exception {
    return UIMAFramework.getXMLParser()
        .parseAnalysisEngineDescription(
            new XMLInputSource(
                PlainUimaTest.class.getResource("/io/github/safr/uima/" + descriptor + ".xml")));
  }

  private static List<ConfigurationParameter> parameters(AnalysisEngineDescription engine) {
    return List.of(
        engine
            .getAnalysisEngineMetaData()
            .getConfigurationParameterDeclarations()
            .getConfigurationParameters());
  }

  private static List<String> names(AnalysisEngineDescription engine) {
    return parameters(engine).stream().map(ConfigurationParameter::getName).toList();
  }

  private static ConfigurationParameterSettings settings(AnalysisEngineDescription engine) {
    return engine.getAnalysisEngineMetaData().getConfigurationParameterSettings();
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
