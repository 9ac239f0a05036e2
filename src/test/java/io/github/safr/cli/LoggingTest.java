package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

  private static final Logger LOG = LoggerFactory.getLogger(LoggingTest.class);

  private final StringWriter err = new StringWriter();

  @AfterAll
  static void restore() {
    Logging.to(new Console(new PrintWriter(System.out), new PrintWriter(System.err), false));
  }

  @Test
  void showsWarningsOnOneLine() {
    Logging.to(console(false));
    LOG.info("quiet");
    LOG.warn("something\nodd with {}", 7, new IllegalStateException("inside"));
    LOG.error("broken");
    assertThat(err.toString().lines())
        .containsExactly(
            "warning: something odd with 7 (LoggingTest)", "error: broken (LoggingTest)");
  }

  @Test
  void showsMoreIfAsked() {
    Logging.to(console(true));
    LOG.info("told");
    LOG.warn("odd", new IllegalStateException("inside"));
    assertThat(err.toString())
        .contains("info: told", "java.lang.IllegalStateException: inside", "\tat ");
  }

  @Test
  void theLastConsoleGetsEverything() {
    StringWriter old = new StringWriter();
    Logging.to(new Console(new PrintWriter(old), new PrintWriter(old), false));
    Logging.to(console(false));
    LOG.warn("once");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(old.toString()).isEmpty();
  }

  private Console console(boolean verbose) {
    return new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), verbose);
  }
}
