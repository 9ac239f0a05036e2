package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);

  @Test
  void isPlainLinesInLogs() throws InterruptedException {
    try (ProgressDisplay progress =
        ProgressDisplay.start(console, "annotate", "documents", 3, false)) {
      for (int i = 0; i < 3; i++) {
        Thread.sleep(400);
        progress.step();
        progress.note("loss 1");
        console.result("result " + i);
      }
    }
    assertThat(err.toString()).doesNotContain("\r", "\u001B");
    assertThat(err.toString().lines())
        .singleElement(STRING)
        .matches("annotate: 3 of 3 documents, [0-9.]+ a second; loss 1");
    assertThat(out.toString().lines()).containsExactly("result 0", "result 1", "result 2");
  }

  @Test
  void saysNothingInLogsOfWhatIsOverAtOnce() {
    try (ProgressDisplay progress =
        ProgressDisplay.start(console, "annotate", "documents", 1, false)) {
      progress.step();
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void isABarOnATerminalThatLeavesNothingBehind() {
    try (ProgressDisplay progress =
        ProgressDisplay.start(console, "annotate", "documents", 3, true)) {
      for (int i = 0; i < 3; i++) {
        progress.step();
      }
    }
    assertThat(err.toString()).contains("annotate", "3/3 documents").endsWith(" \r");
    assertThat(err.toString().split("\r")).allMatch(line -> line.length() < 80);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void makesWayForResults() {
    console.status("half");
    console.result("done");
    assertThat(err.toString()).isEqualTo("\rhalf\r    \r");
    assertThat(out.toString()).isEqualToIgnoringNewLines("done");
  }

  @Test
  void overwritesALongerLine() {
    console.status("longer");
    console.status("short");
    assertThat(err.toString()).isEqualTo("\rlonger\rshort ");
  }
}
