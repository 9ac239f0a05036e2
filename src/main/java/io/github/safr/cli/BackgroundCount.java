package io.github.safr.cli;

import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/**
 * Counts in a thread of its own while work goes on, so that the work need not wait for the count.
 * The count is for the eye only: if it fails nobody is told, for the work meets what is wrong
 * itself.
 */
final class BackgroundCount {

  private final Thread thread;

  private BackgroundCount(Thread thread) {
    this.thread = thread;
  }

  /**
   * Starts to count.
   *
   * @param count what to count; stops when it is interrupted
   * @param known told of the count, in the thread that counts
   */
  static BackgroundCount start(Callable<Long> count, LongConsumer known) {
    Thread thread =
        new Thread(
            () -> {
              try {
                known.accept(count.call());
              } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                // A count that is not known is not shown.
                return;
              }
            },
            "count");
    thread.setDaemon(true);
    thread.start();
    return new BackgroundCount(thread);
  }

  /** Stops it if it is still at it. */
  void stop() {
    thread.interrupt();
  }
}
