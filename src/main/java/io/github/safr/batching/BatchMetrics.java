package io.github.safr.batching;

/**
 * What a {@link Batcher} has done since it began, as of one moment.
 *
 * @param requests that were answered, failed ones among them
 * @param failures requests that failed
 * @param batches that were run
 * @param items that were run
 * @param positions lengths of those items, summed
 * @param padding positions that only filled batches up
 * @param queueMillis how long requests waited until the first of their items was run, summed
 * @param longestQueueMillis the longest such wait
 * @param runMillis how long batches took, summed over runners
 * @param waiting requests in the queue right now, of which nothing has been begun
 * @param waitingPositions lengths of their items, summed
 * @param mostWaitingPositions the most that ever waited at once
 * @param capacity positions that the queue takes; one request that is larger waits in it alone
 */
public record BatchMetrics(
    long requests,
    long failures,
    long batches,
    long items,
    long positions,
    long padding,
    double queueMillis,
    double longestQueueMillis,
    double runMillis,
    int waiting,
    long waitingPositions,
    long mostWaitingPositions,
    long capacity) {

  /** Padding over all positions that were run, in [0, 1]; 0 before the first batch. */
  public double paddingShare() {
    return share((double) padding, (double) (positions + padding));
  }

  /** Mean number of items in a batch; 0 before the first. */
  public double itemsPerBatch() {
    return share((double) items, (double) batches);
  }

  /** Mean wait of a request in milliseconds; 0 before the first. */
  public double meanQueueMillis() {
    return share(queueMillis, (double) requests);
  }

  /**
   * What has been done since an earlier moment; the longest wait and queue are those of all time.
   */
  public BatchMetrics since(BatchMetrics earlier) {
    return new BatchMetrics(
        requests - earlier.requests,
        failures - earlier.failures,
        batches - earlier.batches,
        items - earlier.items,
        positions - earlier.positions,
        padding - earlier.padding,
        queueMillis - earlier.queueMillis,
        longestQueueMillis,
        runMillis - earlier.runMillis,
        waiting,
        waitingPositions,
        mostWaitingPositions,
        capacity);
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
