package io.github.safr.model;

/**
 * What a loaded model's batches are like, for monitoring by JMX. Counts go on from the moment the
 * model was loaded; shares and means are over all that time.
 */
public interface BatchMetricsMXBean {

  /** Name and version of the model. */
  String getModel();

  /** Where it runs. */
  String getDevice();

  /** Calls that were answered, failed ones among them. */
  long getRequests();

  /** Calls that failed. */
  long getFailures();

  /** Calls in the queue right now, of which nothing has been begun. */
  int getWaiting();

  /** Word pieces (or words) of the calls in the queue. */
  long getWaitingPieces();

  /** The most word pieces (or words) that ever were in the queue at once. */
  long getMostWaitingPieces();

  /**
   * How many word pieces (or words) the queue takes; callers for whom there is no room wait before
   * it. One call with more than that is in it alone.
   */
  long getQueueLimit();

  /** Batches that were run. */
  long getBatches();

  /** Windows of text that were run. */
  long getWindows();

  /** Word pieces (or words) that were run. */
  long getPieces();

  /** Windows in a batch, on average. */
  double getWindowsPerBatch();

  /** Share of padding in all positions that were run, in [0, 1]. */
  double getPaddingShare();

  /** How long a call waited until it was begun, on average, in milliseconds. */
  double getMeanQueueMillis();

  /** The longest such wait. */
  double getLongestQueueMillis();

  /** How long batches took in all, summed over those that run at the same time, in milliseconds. */
  double getRunMillis();
}
