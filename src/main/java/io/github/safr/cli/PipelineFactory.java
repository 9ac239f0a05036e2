package io.github.safr.cli;

import io.github.safr.model.ModelTrust;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.resource.ResourceInitializationException;

/** Describes the pipeline that {@code annotate} runs. */
@FunctionalInterface
interface PipelineFactory {

  /** Language of texts whose language nobody names. */
  String DEFAULT_LANGUAGE = "en";

  /** Which model a name or path stands for, and its language: English if it was trained on any. */
  default ModelIdentity identify(String model, ModelTrust trust) {
    return new ModelIdentity(model, DEFAULT_LANGUAGE);
  }

  AnalysisEngineDescription describe(PipelineChoice choice) throws ResourceInitializationException;
}
