package io.github.safr.batching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one caller asked for, and what has come of it so far. Items are answered by several runners;
 * the caller waits until all are, or one has failed.
 */
final class Request<K, I, R> {

  private final K kind;
  private final List<I> items;
  private final int[] lengths;
  private final long positions;
  private final long arrived = System.nanoTime();
  private final List<R> results;
  private final AtomicInteger missing;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;
  private volatile boolean abandoned;

  Request(K kind, List<I> items, int[] lengths) {
    this.kind = kind;
    this.items = items;
    this.lengths = lengths;
    long sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    positions = sum;
    results = new ArrayList<>(Collections.nCopies(items.size(), null));
    missing = new AtomicInteger(items.size());
  }

  K kind() {
    return kind;
  }

  int size() {
    return items.size();
  }

  I item(int number) {
    return items.get(number);
  }

  int length(int number) {
    return lengths[number];
  }

  /** Sum of the lengths of its items. */
  long positions() {
    return positions;
  }

  /** When it came, as {@link System#nanoTime()}. */
  long arrived() {
    return arrived;
  }

  /** Whether there is still somebody who waits for results. */
  boolean isOpen() {
    return failure == null && !abandoned;
  }

  void answer(int number, R result) {
    results.set(number, result);
    if (missing.decrementAndGet() == 0) {
      finished.countDown();
    }
  }

  /** Does nothing to a request that is answered. */
  void fail(Throwable cause) {
    if (finished.getCount() > 0) {
      failure = cause;
      finished.countDown();
    }
  }

  /** The caller waits no longer; what has not been run need not be. */
  void abandon() {
    abandoned = true;
  }

  /** Waits until all is answered. */
  List<R> await() throws InterruptedException {
    finished.await();
    if (failure != null) {
      throw new BatchFailedException(failure);
    }
    return results;
  }
}
