package io.github.safr.cli;

import com.sun.jna.Function;
import java.io.Console;

/** What standard output and standard error are connected to. */
final class Terminal {

  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;
  private static final int DEFAULT_WIDTH = 80;

  private Terminal() {}

  /**
   * Whether a person watches standard error. Java 17 can only tell whether input and output
   * together are a terminal, which they are not when results are piped; so the C library is asked.
   */
  static boolean watchesStandardError() {
    return watches(STANDARD_ERROR);
  }

  /** Whether standard output is a terminal that may be coloured; see https://no-color.org. */
  static boolean colours() {
    String no = System.getenv("NO_COLOR");
    return (no == null || no.isEmpty()) && watches(STANDARD_OUTPUT);
  }

  private static boolean watches(int stream) {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return Function.getFunction("c", "isatty").invokeInt(new Object[] {stream}) == 1;
    } catch (LinkageError e) {
      return hasConsole();
    }
  }

  /** From Java 22 on there is a console in any case, and it says whether it is a terminal. */
  @SuppressWarnings("SystemConsoleNull") // Asked what the finding asks for, where it can be.
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Columns of the terminal, where the shell tells; else 80. */
  static int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9]\\d{1,3}")
        ? Integer.parseInt(columns)
        : DEFAULT_WIDTH;
  }
}
