package io.github.safr.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends what libraries log to a console, one line a message: warnings only, unless told more. */
final class Logging {

  // Held strongly: java.util.logging forgets the level of a logger that nobody refers to.
  private static final Logger ROOT = Logger.getLogger("");

  /** DJL warns here of every machine that has no graphics card. */
  private static final Logger CUDA = Logger.getLogger("ai.djl.util.cuda.CudaUtils");

  /** Says so when it takes a graphics card. */
  private static final Logger DEVICES = Logger.getLogger("io.github.safr.model.Devices");

  /** Says of every document that fails that something did; we say what. */
  private static final Logger UIMA_ENGINES =
      Logger.getLogger("org.apache.uima.analysis_engine.impl");

  private Logging() {}

  /** Replaces whatever handlers there are; may be called again for another command. */
  static synchronized void to(Console console) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ROOT.setLevel(console.isVerbose() ? Level.INFO : Level.WARNING);
    CUDA.setLevel(console.isVerbose() ? null : Level.SEVERE);
    UIMA_ENGINES.setLevel(console.isVerbose() ? null : Level.OFF);
    DEVICES.setLevel(Level.INFO);
    ROOT.addHandler(new ConsoleHandler(console));
  }

  private static final class ConsoleHandler extends Handler {

    private final Console console;
    private final SimpleFormatter messages = new SimpleFormatter();

    ConsoleHandler(Console console) {
      this.console = console;
    }

    @Override
    public void publish(LogRecord event) {
      if (!isLoggable(event)) {
        return;
      }
      String message = Printable.line(messages.formatMessage(event));
      console.message(levelName(event.getLevel()) + ": " + message + source(event));
      if (event.getThrown() != null && console.isVerbose()) {
        console.message(Failures.stackTrace(event.getThrown()));
      }
    }

    private static String levelName(Level level) {
      if (level.intValue() >= Level.SEVERE.intValue()) {
        return "error";
      }
      return level.intValue() >= Level.WARNING.intValue() ? "warning" : "info";
    }

    private static String source(LogRecord event) {
      String logger = event.getLoggerName();
      return logger == null || logger.isEmpty()
          ? ""
          : " (" + logger.substring(logger.lastIndexOf('.') + 1) + ")";
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
