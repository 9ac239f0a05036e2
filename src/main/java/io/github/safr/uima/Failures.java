package io.github.safr.uima;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * UIMA's exceptions with messages of our own. UIMA takes messages from a bundle; ours has one entry
 * that is nothing but its argument. Messages never quote documents.
 */
final class Failures {

  private static final String BUNDLE = "io.github.safr.uima.messages";
  private static final String KEY = "message";

  private Failures() {}

  static ResourceInitializationException atStart(String message, Throwable cause) {
    return new ResourceInitializationException(BUNDLE, KEY, new Object[] {message}, cause);
  }

  static AnalysisEngineProcessException inDocument(String message, Throwable cause) {
    return new AnalysisEngineProcessException(BUNDLE, KEY, new Object[] {message}, cause);
  }
}
