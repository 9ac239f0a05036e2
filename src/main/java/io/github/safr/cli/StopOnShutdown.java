package io.github.safr.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C stop a command cleanly: the JVM's end interrupts the thread that runs it, and waits
 * a little for it to put its things away.
 */
final class StopOnShutdown {

  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook;

  private StopOnShutdown(Thread command) {
    hook =
        new Thread(
            () -> {
              command.interrupt();
              try {
                stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-on-shutdown");
  }

  /** Guards the current thread until it calls {@link #release}. */
  static StopOnShutdown guard() {
    StopOnShutdown guard = new StopOnShutdown(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  /** The command has put its things away. */
  void release() {
    stopped.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook with it.
      return;
    }
  }
}
