package io.github.safr.cli;

import org.apache.uima.analysis_engine.AnalysisEngineDescription;

/** The pipelines that {@code annotate} runs outside of tests: our own engines. */
final class SafrPipelines {

  static final PipelineFactory FACTORY = SafrPipelines::describe;

  private SafrPipelines() {}

  private static AnalysisEngineDescription describe(PipelineChoice choice) {
    throw new UnsupportedOperationException(choice.toString());
  }
}
