package io.github.safr.soak;

import io.github.safr.uima.SafrPipeline;
import org.apache.uima.UIMAException;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;

/** A pipeline and its CAS, for one thread. */
public final class Lane implements AutoCloseable {

  private final AnalysisEngine engine;
  private final CAS cas;

  /**
   * Starts the engines.
   *
   * @param model name of a bundled model, or path of a model directory
   */
  public Lane(String model) throws UIMAException {
    engine =
        UIMAFramework.produceAnalysisEngine(
            SafrPipeline.withModel(model).device("cpu").description());
    boolean complete = false;
    try {
      cas = engine.newCAS();
      complete = true;
    } finally {
      if (!complete) {
        engine.destroy();
      }
    }
  }

  /** What the engines say of a text. */
  public Answer annotate(String text) throws UIMAException {
    cas.reset();
    cas.setDocumentText(text);
    engine.process(cas);
    return Answer.of(cas);
  }

  /** Destroys the engines, which may be at work. */
  void destroy() {
    engine.destroy();
  }

  /** Destroys the engines. */
  @Override
  public void close() {
    cas.release();
    engine.destroy();
  }
}
