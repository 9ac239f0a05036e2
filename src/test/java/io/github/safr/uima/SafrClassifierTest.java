package io.github.safr.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelException;
import io.github.safr.model.SafrModel;
import io.github.safr.type.Classification;
import io.github.safr.type.Sentence;
import io.github.safr.type.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ExternalResourceDescription;
import org.apache.uima.resource.ResourceManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafrClassifierTest {

  private final SafrModel model = FakeModel.named("fake 1");
  @RegisterExtension final FakeLoading loading = new FakeLoading(model);

  @Test
  void classifiesEverySentenceInOneCall() throws Exception {
    JCas jcas = Documents.ofLines("a good day\na long day");

    classify(jcas);

    List<Classification> classifications = Documents.all(jcas, Classification.class);
    assertThat(classifications)
        .extracting(Classification::getCoveredText, Classification::getLabel)
        .containsExactly(tuple("a good day", "positive"), tuple("a long day", "negative"));
    Classification first = classifications.get(0);
    assertThat(first.getConfidence()).isEqualTo(0.9);
    assertThat(first.getLabels().toArray()).containsExactly("negative", "positive");
    assertThat(first.getProbabilities().toArray()).containsExactly(1 - 0.9, 0.9);
    assertThat(first.getModel()).isEqualTo("fake 1");
    verify(model).classify(List.of(List.of("a", "good", "day"), List.of("a", "long", "day")));
    verify(model, never()).explain(anyList());
  }

  @Test
  void leavesOutUnitsWithoutTokens() throws Exception {
    JCas jcas = Documents.ofLines("a good day\n\n   \nbad");

    classify(jcas);

    assertThat(Documents.texts(jcas, Classification.class)).containsExactly("a good day", "bad");
  }

  @Test
  void asksNothingAboutDocumentsWithoutUnits() throws Exception {
    classify(Documents.of(""));
    classify(Documents.of(null));
    classify(Documents.of("no sentences here"));

    verify(model, never()).classify(anyList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Document", "document", "uima.tcas.DocumentAnnotation"})
  void classifiesTheDocument(String unitType) throws Exception {
    JCas jcas = Documents.ofLines("a long day\nbut good ");

    classify(jcas, SafrClassifier.PARAM_UNIT_TYPE, unitType);

    assertThat(Documents.all(jcas, Classification.class))
        .extracting(Classification::getBegin, Classification::getEnd, Classification::getLabel)
        .containsExactly(tuple(0, 20, "positive"));
  }

  @Test
  void readsForeignTokensInForeignUnits() throws Exception {
    JCas jcas = Documents.of("so good, so long");
    Documents.add(jcas, "foreign.Paragraph", 0, 8);
    Documents.add(jcas, "foreign.Word", 0, 2);
    Documents.add(jcas, "foreign.Word", 3, 3);
    Documents.add(jcas, "foreign.Word", 3, 7);
    Documents.add(jcas, "foreign.Word", 9, 11);

    classify(
        jcas,
        SafrClassifier.PARAM_UNIT_TYPE,
        "foreign.Paragraph",
        SafrClassifier.PARAM_TOKEN_TYPE,
        "foreign.Word");

    verify(model).classify(List.of(List.of("so", "good")));
    assertThat(Documents.texts(jcas, Classification.class)).containsExactly("so good,");
  }

  @Test
  void saysThatATypeIsMissing() throws Exception {
    JCas jcas = Documents.ofLines("good");

    assertThatThrownBy(() -> classify(jcas, SafrClassifier.PARAM_UNIT_TYPE, "foreign.Nothing"))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll("'foreign.Nothing'", "'unitType'");
  }

  @Test
  void saysThatTheModelFailedAndQuotesNothing() throws Exception {
    JCas jcas = Documents.ofLines("secret words");
    doThrow(new ModelException("The device is gone.")).when(model).classify(any());

    assertThatThrownBy(() -> classify(jcas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll("'fake 1'", "1 units", "The device is gone.")
        .hasMessageNotContaining("secret");
    assertThat(Documents.all(jcas, Classification.class)).isEmpty();
  }

  @Test
  void usesTheDefaultModelWhereNoneIsNamed() throws Exception {
    createEngine(SafrClassifier.class).destroy();

    loading.calls().verify(() -> SafrModel.load("en-sentiment", DeviceChoice.AUTO));
  }

  @Test
  void usesTheModelOfItsParameters() throws Exception {
    createEngine(
            SafrClassifier.class,
            SafrClassifier.PARAM_MODEL_LOCATION,
            "mine",
            SafrClassifier.PARAM_DEVICE,
            "cpu")
        .destroy();

    loading.calls().verify(() -> SafrModel.load("mine", DeviceChoice.CPU));
  }

  @Test
  void usesTheModelOfItsResourceUnlessParametersSayOtherwise() throws Exception {
    ExternalResourceDescription resource =
        createResourceDescription(
            SafrModelResource.class,
            SafrModelResource.PARAM_MODEL_LOCATION,
            "shared",
            SafrModelResource.PARAM_DEVICE,
            "gpu:1");

    createEngine(SafrClassifier.class, SafrClassifier.RES_MODEL, resource).destroy();
    createEngine(
            SafrClassifier.class,
            SafrClassifier.RES_MODEL,
            resource,
            SafrClassifier.PARAM_DEVICE,
            "cpu")
        .destroy();

    loading.calls().verify(() -> SafrModel.load("shared", DeviceChoice.parse("gpu:1")));
    loading.calls().verify(() -> SafrModel.load("shared", DeviceChoice.CPU));
  }

  /** UIMA looks for resources that are not bound among files, by their key. */
  @Test
  void doesNotTakeAFolderOfModelsForItsResource(@TempDir Path directory) throws Exception {
    Files.createDirectory(directory.resolve("model"));
    ResourceManager resources = UIMAFramework.newDefaultResourceManager();
    resources.setDataPathElements(directory.toFile());

    UIMAFramework.produceAnalysisEngine(
            createEngineDescription(SafrClassifier.class), resources, null)
        .destroy();

    assertThat(resources.resolveRelativePath("model")).isNotNull();
    assertThat(resources.resolveRelativePath(SafrClassifier.RES_MODEL)).isNull();
  }

  @Test
  void closesTheModelWithTheLastEngine() throws Exception {
    AnalysisEngine first = createEngine(SafrClassifier.class);
    AnalysisEngine second = createEngine(SafrClassifier.class);

    first.destroy();
    first.destroy();
    verify(model, never()).close();
    second.destroy();
    verify(model).close();
    loading.calls().verify(() -> SafrModel.load("en-sentiment", DeviceChoice.AUTO));
  }

  @Test
  void keepsItsModelWhenReconfigured() throws Exception {
    AnalysisEngine engine = createEngine(SafrClassifier.class);
    engine.setConfigParameterValue(SafrClassifier.PARAM_UNIT_TYPE, "Document");
    engine.reconfigure();
    JCas jcas = Documents.ofLines("good\nbad");

    engine.process(jcas);

    assertThat(Documents.texts(jcas, Classification.class)).containsExactly("good\nbad");
    engine.destroy();
  }

  @Test
  void saysAtTheStartWhatIsWrongWithModelOrDevice() {
    loading
        .calls()
        .when(() -> SafrModel.load("gone", DeviceChoice.AUTO))
        .thenThrow(new ModelException("There is no model 'gone'."));

    assertThatThrownBy(
            () -> createEngine(SafrClassifier.class, SafrClassifier.PARAM_MODEL_LOCATION, "gone"))
        .hasStackTraceContaining("There is no model 'gone'.");
    assertThatThrownBy(() -> createEngine(SafrClassifier.class, SafrClassifier.PARAM_DEVICE, "tpu"))
        .hasStackTraceContaining("Unknown device 'tpu'.");
    assertThatThrownBy(
            () ->
                createEngine(
                    SafrClassifier.class,
                    SafrClassifier.RES_MODEL,
                    createResourceDescription(
                        SafrModelResource.class, SafrModelResource.PARAM_DEVICE, "tpu")))
        .hasStackTraceContaining("Unknown device 'tpu'.");
  }

  /** Documents come from strangers: each unit holds its tokens. */
  @Test
  void refusesUnitsThatLieInsideOneAnotherWithoutEnd() throws Exception {
    JCas jcas = Documents.ofLines("a ".repeat(1000));
    for (int i = 0; i < 2000; i++) {
      new Sentence(jcas, 0, 2000).addToIndexes();
    }

    assertThatThrownBy(() -> classify(jcas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContaining("units that do not overlap");
    verify(model, never()).classify(anyList());
  }

  @Test
  void refusesUnitsThatAreNoPartOfTheText() throws Exception {
    for (int[] span : new int[][] {{0, 100}, {-1, 5}, {90, 95}, {7, 2}}) {
      JCas jcas = Documents.ofLines("a good day");
      new Sentence(jcas, span[0], span[1]).addToIndexes();
      // Longer than the text, and not the last of its unit.
      new Token(jcas, 0, 100).addToIndexes();

      assertThatThrownBy(() -> classify(jcas))
          .isInstanceOf(AnalysisEngineProcessException.class)
          .hasMessageContainingAll("io.github.safr.type.Sentence", "outside of the text");
    }
  }

  private static void classify(JCas jcas, Object... parameters) throws Exception {
    AnalysisEngine engine = createEngine(SafrClassifier.class, parameters);
    try {
      engine.process(jcas);
    } finally {
      engine.destroy();
    }
  }
}
