package io.github.safr.batching;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link BatchMetrics}; many threads at once. */
final class BatchMeter {

  private static final double MILLI = 1e6;

  private final LongAdder requests = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final LongAdder positions = new LongAdder();
  private final LongAdder padding = new LongAdder();
  private final LongAdder queueNanos = new LongAdder();
  private final LongAccumulator longestQueueNanos = new LongAccumulator(Math::max, 0);
  private final LongAdder runNanos = new LongAdder();

  void started(long waitedNanos) {
    queueNanos.add(waitedNanos);
    longestQueueNanos.accumulate(waitedNanos);
  }

  void ended(boolean failed) {
    requests.increment();
    if (failed) {
      failures.increment();
    }
  }

  void ran(int rows, long filled, long empty, long nanos) {
    batches.increment();
    items.add(rows);
    positions.add(filled);
    padding.add(empty);
    runNanos.add(nanos);
  }

  BatchMetrics read(int waiting, long waitingPositions, long mostWaiting, long capacity) {
    return new BatchMetrics(
        requests.sum(),
        failures.sum(),
        batches.sum(),
        items.sum(),
        positions.sum(),
        padding.sum(),
        queueNanos.sum() / MILLI,
        longestQueueNanos.get() / MILLI,
        runNanos.sum() / MILLI,
        waiting,
        waitingPositions,
        mostWaiting,
        capacity);
  }
}
