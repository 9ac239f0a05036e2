package io.github.safr.uima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelTrust;
import io.github.safr.testing.ForgedModel;
import io.github.safr.testing.SigningKey;
import io.github.safr.testing.TinyModel;
import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import java.nio.file.Path;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.ExternalResourceFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ExternalResourceDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedModelsTest {

  @TempDir Path folder;
  private SigningKey key;
  private Path signed;
  private Path unsigned;

  @BeforeEach
  void write() {
    key = new SigningKey(folder);
    unsigned = TinyModel.write(folder);
    signed = ForgedModel.copy(unsigned, folder);
    key.sign(signed);
  }

  @Test
  void aPipelineThatTrustsAKeyRunsWhatItsOwnerSigned() throws Exception {
    AnalysisEngine pipeline = engine(pipeline(signed));
    try {
      JCas jcas = pipeline.newJCas();
      jcas.setDocumentText("I liked the film. It was very good.");
      jcas.setDocumentLanguage("en");
      pipeline.process(jcas);
      assertThat(Documents.all(jcas, Classification.class)).hasSize(2);
      assertThat(Documents.all(jcas, ImportantToken.class)).isNotEmpty();
    } finally {
      pipeline.destroy();
    }
  }

  @Test
  void aPipelineThatTrustsAKeyDoesNotStartWithAnotherModel() {
    assertThatThrownBy(() -> engine(pipeline(unsigned))).hasStackTraceContaining("is not signed");
    new SigningKey(folder).sign(unsigned);
    assertThatThrownBy(() -> engine(pipeline(unsigned)))
        .hasStackTraceContaining("was not signed by the trusted key");
  }

  @Test
  void aKeyThatIsNoneIsToldWhenTheEngineStarts() {
    assertThatThrownBy(
            () ->
                engine(
                    SafrPipeline.withModel(signed.toString())
                        .trusting(folder.resolve("nowhere.pem").toString())
                        .description()))
        .hasStackTraceContaining("nowhere.pem' cannot be read");
  }

  @Test
  void aResourceTellsTheKeyToo() {
    ExternalResourceDescription resource =
        ExternalResourceFactory.createNamedResourceDescription(
            "SafrModel",
            SafrModelResource.class,
            SafrModelResource.PARAM_MODEL_LOCATION,
            unsigned.toString(),
            SafrModelResource.PARAM_TRUSTED_KEY,
            key.file().toString());
    assertThatThrownBy(
            () ->
                AnalysisEngineFactory.createEngine(
                    SafrClassifier.class, ModelEngine.RES_MODEL, resource))
        .hasStackTraceContaining("is not signed");
  }

  @Test
  void aKeyWithoutANameIsToldWhenTheEngineStarts() {
    assertThatThrownBy(
            () ->
                engine(
                    SafrPipeline.withModel(signed.toString())
                        .device("cpu")
                        .trusting("")
                        .description()))
        .hasStackTraceContaining("The trusted key '' is no public key");
    assertThatThrownBy(() -> engine(resource(SafrModelResource.PARAM_TRUSTED_KEY, "")))
        .hasStackTraceContaining("The trusted key '' is no public key");
  }

  @Test
  void aParameterThatAResourceDoesNotHaveIsToldWhenTheEngineStarts() {
    assertThatThrownBy(() -> engine(resource("trustedkey", key.file().toString())))
        .hasStackTraceContaining(
            "SafrModelResource has no parameter 'trustedkey'. It has: modelLocation, device,"
                + " trustedKey.");
  }

  private AnalysisEngineDescription resource(String parameter, String value) throws Exception {
    return AnalysisEngineFactory.createEngineDescription(
        SafrClassifier.class,
        ModelEngine.RES_MODEL,
        ExternalResourceFactory.createNamedResourceDescription(
            "SafrModel",
            SafrModelResource.class,
            SafrModelResource.PARAM_MODEL_LOCATION,
            unsigned.toString(),
            parameter,
            value));
  }

  /** The model is there already, for somebody who asked for no signature. */
  @Test
  void aModelThatWasNotCheckedIsNotShared() {
    try (SharedModels.Lease anybody =
            SharedModels.OF_JVM.lease(signed.toString(), DeviceChoice.CPU, ModelTrust.ANYBODY);
        SharedModels.Lease checked =
            SharedModels.OF_JVM.lease(
                signed.toString(), DeviceChoice.CPU, ModelTrust.of(key.file()))) {
      assertThat(checked.model()).isNotSameAs(anybody.model());
    }
    try (SharedModels.Lease anybody =
        SharedModels.OF_JVM.lease(unsigned.toString(), DeviceChoice.CPU, ModelTrust.ANYBODY)) {
      assertThat(anybody.model().id()).startsWith("tiny-");
      assertThatThrownBy(() -> engine(pipeline(unsigned))).hasStackTraceContaining("is not signed");
    }
  }

  private AnalysisEngineDescription pipeline(Path model) throws Exception {
    return SafrPipeline.withModel(model.toString())
        .device("cpu")
        .trusting(key.file().toString())
        .description();
  }

  private static AnalysisEngine engine(AnalysisEngineDescription description) throws Exception {
    return UIMAFramework.produceAnalysisEngine(description);
  }
}
