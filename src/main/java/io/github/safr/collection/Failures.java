package io.github.safr.collection;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.resource.ResourceInitializationException;

/** UIMA's exceptions with messages of our own, which never quote documents. */
final class Failures {

  private static final String BUNDLE = "io.github.safr.collection.messages";
  private static final String KEY = "message";

  private Failures() {}

  static ResourceInitializationException atStart(String message, Throwable cause) {
    return new ResourceInitializationException(BUNDLE, KEY, new Object[] {message}, cause);
  }

  static AnalysisEngineProcessException inDocument(String message, Throwable cause) {
    return new AnalysisEngineProcessException(BUNDLE, KEY, new Object[] {message}, cause);
  }
}
