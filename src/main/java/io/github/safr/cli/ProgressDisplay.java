package io.github.safr.cli;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress on standard error: how much of how many, how fast, and how long still. A bar on a
 * terminal; elsewhere, as in logs, a plain line now and then.
 */
final class ProgressDisplay implements AutoCloseable {

  private static final int BAR_INTERVAL_MILLIS = 200;
  private static final int LINE_INTERVAL_MILLIS = 10_000;

  /** A total that is not known yet. */
  static final long UNKNOWN = -1;

  private final Console console;
  private final ProgressBar bar;

  private ProgressDisplay(Console console, ProgressBar bar) {
    this.console = console;
    this.bar = bar;
  }

  /**
   * Starts to show progress.
   *
   * @param task what is done, one word
   * @param unit what is counted, in the plural
   * @param total how many there are, or {@link #UNKNOWN}
   * @param terminal whether standard error is a terminal
   */
  static ProgressDisplay start(
      Console console, String task, String unit, long total, boolean terminal) {
    ProgressBarBuilder builder =
        ProgressBar.builder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUnit(" " + unit, 1)
            .continuousUpdate();
    if (terminal) {
      builder
          .setStyle(ProgressBarStyle.ASCII)
          .setUpdateIntervalMillis(BAR_INTERVAL_MILLIS)
          .showSpeed()
          .setConsumer(new DelegatingProgressBarConsumer(console::status, Terminal.width() - 1));
    } else {
      PlainProgress lines = new PlainProgress(console, unit);
      builder
          .setUpdateIntervalMillis(LINE_INTERVAL_MILLIS)
          .setRenderer(lines)
          .setConsumer(new DelegatingProgressBarConsumer(lines, Integer.MAX_VALUE));
    }
    return new ProgressDisplay(console, builder.build());
  }

  /** How many there are, where that is found out on the way. */
  void total(long total) {
    bar.maxHint(total);
  }

  /** One more is done. */
  void step() {
    bar.step();
  }

  /** So many are done in all. */
  void stepTo(long done) {
    bar.stepTo(done);
  }

  /** What is going on beside the count, such as a loss. */
  void note(String text) {
    bar.setExtraMessage(" " + text);
  }

  @Override
  public void close() {
    bar.close();
    console.clearStatus();
  }
}
