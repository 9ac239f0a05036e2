package io.github.safr.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * Progress as lines of text, for logs. A count that stands still is told once, and what is over in
 * less than a second not at all.
 */
final class PlainProgress implements ProgressBarRenderer, Consumer<String> {

  private static final Duration WORTH_A_LINE = Duration.ofSeconds(1);

  private final Console console;
  private final String unit;
  private long told = -1;
  private String toldNote = "";

  PlainProgress(Console console, String unit) {
    this.console = console;
    this.unit = unit;
  }

  @Override
  public synchronized String render(ProgressState state, int maxLength) {
    long done = state.getCurrent();
    Duration elapsed = state.getElapsedAfterStart();
    String note = state.getExtraMessage().strip();
    if ((done == told && note.equals(toldNote)) || elapsed.compareTo(WORTH_A_LINE) < 0) {
      return "";
    }
    told = done;
    toldNote = note;
    StringBuilder line = new StringBuilder();
    String total = state.isIndefinite() ? "" : " of " + state.getMax();
    line.append("%s: %d%s %s".formatted(state.getTaskName(), done, total, unit));
    if (done > 0) {
      double perSecond = done / (elapsed.toNanos() / 1e9);
      line.append(String.format(Locale.ROOT, ", %.1f a second", perSecond));
      if (!state.isIndefinite() && done < state.getMax()) {
        line.append(
            String.format(Locale.ROOT, ", %.0f s left", (state.getMax() - done) / perSecond));
      }
    }
    return note.isEmpty() ? line.toString() : line.append("; ").append(note).toString();
  }

  @Override
  public void accept(String line) {
    if (!line.isEmpty()) {
      console.message(line);
    }
  }
}
