package io.github.safr.cli;

import java.io.PrintWriter;

/**
 * Standard output and standard error of a command. Both may be the same terminal, so a status line
 * (a progress bar) is taken away before anything else is written and put back by its next update.
 * Safe for use by many threads.
 */
final class Console {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean verbose;
  private int statusLength;

  Console(PrintWriter out, PrintWriter err, boolean verbose) {
    this.out = out;
    this.err = err;
    this.verbose = verbose;
  }

  /** Whether the person wants to see everything. */
  boolean isVerbose() {
    return verbose;
  }

  /** Writes a result, of one line or several, to standard output. */
  synchronized void result(String text) {
    clearStatus();
    out.println(text);
    out.flush();
  }

  /** Writes a message to standard error. */
  synchronized void message(String text) {
    clearStatus();
    err.println(text);
    err.flush();
  }

  /** Writes a warning to standard error. */
  void warning(String sentence) {
    message("warning: " + sentence);
  }

  /** Writes why a command or a document failed, and with {@code --verbose} the stack trace. */
  void failure(String prefix, Throwable failure) {
    message(prefix + Failures.sentence(failure));
    if (verbose) {
      message(Failures.stackTrace(failure));
    }
  }

  /** Shows a line that the next one overwrites; only for terminals. */
  synchronized void status(String line) {
    String padding = " ".repeat(Math.max(0, statusLength - line.length()));
    err.print("\r" + line + padding);
    err.flush();
    statusLength = line.length();
  }

  /** Takes the status line away. */
  synchronized void clearStatus() {
    if (statusLength > 0) {
      err.print("\r" + " ".repeat(statusLength) + "\r");
      err.flush();
      statusLength = 0;
    }
  }
}
