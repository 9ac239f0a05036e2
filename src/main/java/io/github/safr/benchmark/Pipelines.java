package io.github.safr.benchmark;

import io.github.safr.uima.SafrPipeline;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * The pipelines of a model: sentences, tokens, a classification of each sentence.
 *
 * @param settings say which model, and where it runs
 * @param language of the texts
 */
record Pipelines(BenchmarkSettings settings, String language) {

  AnalysisEngineDescription classifying() throws ResourceInitializationException {
    return pipeline().withoutExplanations().description();
  }

  AnalysisEngineDescription explaining() throws ResourceInitializationException {
    return pipeline().description();
  }

  private SafrPipeline pipeline() {
    return SafrPipeline.withModel(settings.model())
        .device(settings.device().toString())
        .language(language);
  }
}
