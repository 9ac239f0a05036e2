package io.github.safr.cli;

import io.github.safr.uima.SafrPipeline;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.resource.ResourceInitializationException;

/** The pipelines that {@code annotate} runs: our own engines. */
final class SafrPipelines {

  private SafrPipelines() {}

  static AnalysisEngineDescription describe(PipelineChoice choice)
      throws ResourceInitializationException {
    SafrPipeline pipeline =
        SafrPipeline.withModel(choice.model())
            .device(choice.device().toString())
            .language(choice.language());
    if (choice.unit() == Unit.DOCUMENT) {
      pipeline.unitType("Document");
    }
    if (!choice.explain()) {
      pipeline.withoutExplanations();
    }
    return pipeline.description();
  }
}
