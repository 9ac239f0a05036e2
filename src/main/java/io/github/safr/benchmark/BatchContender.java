package io.github.safr.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs batches in the way that a model does: several at once, each in a thread of its own, which
 * takes the next one when it is done.
 *
 * @param <T> a batch
 */
final class BatchContender<T> implements Contender {

  /** What is done with a batch; called by several threads at once. */
  @FunctionalInterface
  interface Work<T> {
    void run(T batch) throws Exception;
  }

  private final List<T> batches;
  private final int sentences;
  private final int runners;
  private final Work<T> work;
  private final Runnable closing;
  private final ExecutorService threads;

  /**
   * @param sentences in all batches
   * @param runners how many batches run at once
   * @param closing frees what the work needs
   */
  BatchContender(List<T> batches, int sentences, int runners, Work<T> work, Runnable closing) {
    this.batches = batches;
    this.sentences = sentences;
    this.runners = runners;
    this.work = work;
    this.closing = closing;
    threads = Executors.newFixedThreadPool(runners);
  }

  @Override
  public int sentences() {
    return sentences;
  }

  @Override
  public void run() throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> runner =
        () -> {
          for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
            work.run(batches.get(i));
          }
          return null;
        };
    List<Callable<Void>> all = new ArrayList<>(Collections.nCopies(runners, runner));
    for (Future<Void> done : threads.invokeAll(all)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("A batch failed.", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    closing.run();
  }
}
