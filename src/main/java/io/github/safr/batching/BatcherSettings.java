package io.github.safr.batching;

import java.time.Duration;

/**
 * How a {@link Batcher} works.
 *
 * @param runners threads that run batches, each one batch at a time
 * @param cutter how large batches are
 * @param smallest positions below which a batch is not cut up further to give all runners work
 * @param capacity positions that may wait before callers have to; a request that is larger alone
 *     waits until nothing else does
 * @param patience longest time that a runner waits for callers who are about to ask, if it has less
 *     than a full batch
 * @param apart whether every request is run in batches of its own: arithmetic in single precision
 *     depends, in the last digits, on what is in a batch, and so the same request always gets the
 *     same result
 */
public record BatcherSettings(
    int runners, BatchCutter cutter, int smallest, int capacity, Duration patience, boolean apart) {

  public BatcherSettings {
    if (runners < 1 || smallest < 1 || capacity < 1 || patience.isNegative()) {
      throw new IllegalArgumentException("Runners, sizes and times are positive.");
    }
  }
}
