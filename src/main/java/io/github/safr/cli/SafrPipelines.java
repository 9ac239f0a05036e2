package io.github.safr.cli;

import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.ModelTrust;
import io.github.safr.uima.SafrPipeline;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.resource.ResourceInitializationException;

/** The pipelines that {@code annotate} runs: our own engines. */
final class SafrPipelines implements PipelineFactory {

  @Override
  public ModelIdentity identify(String model, ModelTrust trust) {
    ModelManifest manifest = ModelDirectory.open(model, trust).manifest();
    return new ModelIdentity(
        manifest.name() + " " + manifest.version(),
        manifest.languages().stream().findFirst().orElse(DEFAULT_LANGUAGE));
  }

  @Override
  public AnalysisEngineDescription describe(PipelineChoice choice)
      throws ResourceInitializationException {
    SafrPipeline pipeline =
        SafrPipeline.withModel(choice.model())
            .device(choice.device().toString())
            .defaultLanguage(choice.language().ofSilentDocuments());
    String trustedKey = choice.trustedKey();
    if (trustedKey != null) {
      pipeline.trusting(trustedKey);
    }
    if (choice.language().asked() != null) {
      pipeline.language(choice.language().asked());
    }
    AnnotationChoice annotations = choice.annotations();
    if (annotations.tokenType() != null) {
      pipeline.withTokensOf(annotations.tokenType());
    }
    if (annotations.unitType() != null) {
      pipeline.unitType(annotations.unitType());
    } else if (annotations.unit() == Unit.DOCUMENT) {
      pipeline.unitType("Document");
    }
    if (!choice.explain()) {
      pipeline.withoutExplanations();
    }
    return pipeline.description();
  }
}
