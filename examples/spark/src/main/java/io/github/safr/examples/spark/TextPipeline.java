package io.github.safr.examples.spark;

import io.github.safr.explanations.ExplainedUnit;
import java.util.List;
import java.util.function.Function;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;

/** Annotates texts, one at a time. */
interface TextPipeline {

  /**
   * Annotates a text.
   *
   * @param reader makes of the decisions what is wanted of them; they are gone when it returns
   */
  <R> R annotate(String text, Function<List<ExplainedUnit>, R> reader)
      throws AnalysisEngineProcessException;
}
