package io.github.safr.model;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * Does work that may start threads which outlive the caller, so that they hold on to nothing of the
 * application that calls: threads take over the class loader of the one that starts them, and those
 * of all code that is on its stack. On a server, an application that was taken out could otherwise
 * never be collected.
 */
final class Detached {

  private Detached() {}

  /** What comes of the work. */
  @SuppressWarnings("removal") // Java 24 has done away with what this keeps out.
  static <T> T get(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(Detached.class.getClassLoader());
    try {
      return AccessController.doPrivileged((PrivilegedAction<T>) work::get);
    } finally {
      thread.setContextClassLoader(context);
    }
  }
}
