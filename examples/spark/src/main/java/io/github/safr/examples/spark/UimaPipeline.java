package io.github.safr.examples.spark;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.SafrExplanations;
import java.util.List;
import java.util.function.Function;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;

/** An analysis engine with the CAS that it fills again and again; used by one thread at a time. */
final class UimaPipeline implements TextPipeline {

  private final AnalysisEngine engine;
  private final CAS cas;
  private final String language;

  private UimaPipeline(AnalysisEngine engine, CAS cas, String language) {
    this.engine = engine;
    this.cas = cas;
    this.language = language;
  }

  /** Loads the model, unless another pipeline of this JVM has it. */
  static UimaPipeline create(AnnotationSettings settings) throws ResourceInitializationException {
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(settings.pipeline());
    boolean made = false;
    try {
      UimaPipeline pipeline = new UimaPipeline(engine, engine.newCAS(), settings.language());
      made = true;
      return pipeline;
    } finally {
      if (!made) {
        engine.destroy();
      }
    }
  }

  @Override
  public <R> R annotate(String text, Function<List<ExplainedUnit>, R> reader)
      throws AnalysisEngineProcessException {
    try {
      cas.setDocumentLanguage(language);
      cas.setDocumentText(text);
      engine.process(cas);
      return reader.apply(SafrExplanations.of(cas).units());
    } finally {
      cas.reset();
    }
  }

  void close() {
    cas.release();
    engine.destroy();
  }
}
