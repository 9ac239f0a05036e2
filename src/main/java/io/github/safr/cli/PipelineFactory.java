package io.github.safr.cli;

import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.resource.ResourceInitializationException;

/** Describes the pipeline that {@code annotate} runs. */
@FunctionalInterface
interface PipelineFactory {

  AnalysisEngineDescription describe(PipelineChoice choice) throws ResourceInitializationException;
}
