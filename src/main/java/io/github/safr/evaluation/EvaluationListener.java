package io.github.safr.evaluation;

/** Hears how far an evaluation is. */
@FunctionalInterface
public interface EvaluationListener {

  /** Hears nothing. */
  EvaluationListener NONE = (done, total, doing) -> {};

  /**
   * Something is done.
   *
   * @param done steps done; a step is one text and one explainer, or one text to be measured
   * @param total steps in all
   * @param doing what goes on: an explainer's name, or {@code measuring}
   */
  void progress(long done, long total, String doing);
}
