package io.github.safr.collection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged, of warnings and worse, until it is closed. */
final class Logged extends Handler implements AutoCloseable {

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  private Logged() {}

  static Logged listen() {
    Logged logged = new Logged();
    Logger.getLogger("").addHandler(logged);
    return logged;
  }

  @Override
  public void publish(LogRecord logged) {
    if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
      warnings.add(formatter.formatMessage(logged));
    }
  }

  /** The messages so far. */
  List<String> warnings() {
    return warnings;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
