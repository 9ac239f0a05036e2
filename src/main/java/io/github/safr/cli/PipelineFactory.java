package io.github.safr.cli;

import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.resource.ResourceInitializationException;

/** Describes the pipeline that {@code annotate} runs. */
@FunctionalInterface
interface PipelineFactory {

  /** Language of texts whose language nobody names. */
  String DEFAULT_LANGUAGE = "en";

  /** The language that a model was trained on, or English if it was trained on any. */
  default String languageOf(String model) {
    return DEFAULT_LANGUAGE;
  }

  AnalysisEngineDescription describe(PipelineChoice choice) throws ResourceInitializationException;
}
