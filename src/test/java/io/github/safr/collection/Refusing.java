package io.github.safr.collection;

import org.apache.uima.analysis_component.CasAnnotator_ImplBase;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;

/** Somebody's engine that cannot work on every document. */
public final class Refusing extends CasAnnotator_ImplBase {

  static final String WORD = "unspeakable";

  @Override
  public void process(CAS cas) throws AnalysisEngineProcessException {
    if (cas.getDocumentText().contains(WORD)) {
      throw new AnalysisEngineProcessException(new IllegalStateException("It cannot be."));
    }
  }
}
