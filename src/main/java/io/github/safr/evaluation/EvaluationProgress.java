package io.github.safr.evaluation;

/** Counts the steps of an evaluation. */
final class EvaluationProgress {

  private final long total;
  private final EvaluationListener listener;
  private long done;
  private String doing = "";

  EvaluationProgress(long total, EvaluationListener listener) {
    this.total = total;
    this.listener = listener;
  }

  /** Something begins. */
  void doing(String what) {
    doing = what;
    listener.progress(done, total, doing);
  }

  /** So many more steps are done. */
  void done(int steps) {
    done += steps;
    listener.progress(done, total, doing);
  }
}
