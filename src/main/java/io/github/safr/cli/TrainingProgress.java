package io.github.safr.cli;

import io.github.safr.training.EpochReport;
import io.github.safr.training.KeepRate;
import io.github.safr.training.StepReport;
import io.github.safr.training.TrainingListener;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a training on standard error: a bar an epoch, and a line for what it came to. */
final class TrainingProgress implements TrainingListener, AutoCloseable {

  private final Console console;
  private final boolean terminal;
  private @Nullable ProgressDisplay bar;

  TrainingProgress(Console console, boolean terminal) {
    this.console = console;
    this.terminal = terminal;
  }

  @Override
  public void started(
      int texts, int vocabulary, int labels, int finishedEpochs, int finishedBatches) {
    console.message(
        String.format(
            Locale.ROOT,
            "%,d texts (parts of long ones counted), %,d words or word pieces known, %d labels",
            texts,
            vocabulary,
            labels));
    if (finishedEpochs > 0 || finishedBatches > 0) {
      console.message(
          String.format(
              Locale.ROOT,
              "Going on after epoch %d and %,d batches of the next.",
              finishedEpochs,
              finishedBatches));
    }
  }

  @Override
  public void stepped(StepReport step) {
    if (bar == null) {
      bar =
          ProgressDisplay.start(
              console,
              "epoch %d of %d".formatted(step.epoch(), step.epochs()),
              "batches",
              step.batches(),
              terminal);
    }
    bar.stepTo(step.batch());
    bar.note(
        String.format(
            Locale.ROOT,
            "loss %.3f, %.0f texts/s, %s to the end",
            step.loss().total(),
            step.textsPerSecond(),
            duration(step.secondsLeft())));
  }

  @Override
  public void epochFinished(EpochReport epoch) {
    close();
    KeepRate keep = epoch.keep();
    console.message(
        String.format(
            Locale.ROOT,
            "epoch %d: dev accuracy %.4f, loss %.4f%s | train loss %.4f = cross-entropy %.4f,"
                + " importance %.4f, interaction %.4f, information %.4f | keep %.2f"
                + " [%.2f %.2f %.2f %.2f %.2f] | gradient %.2f | %.0f texts/s, %.0f tokens/s,"
                + " %.0f pieces/s, padding %.1f %%",
            epoch.epoch(),
            epoch.devAccuracy(),
            epoch.devLoss(),
            epoch.best() ? " (best)" : "",
            epoch.loss().total(),
            epoch.loss().crossEntropy(),
            epoch.loss().importance(),
            epoch.loss().interaction(),
            epoch.loss().information(),
            keep.mean(),
            keep.p05(),
            keep.p25(),
            keep.median(),
            keep.p75(),
            keep.p95(),
            epoch.loss().gradientNorm(),
            epoch.textsPerSecond(),
            epoch.tokensPerSecond(),
            epoch.piecesPerSecond(),
            100 * epoch.padding()));
  }

  @Override
  public void attributionAsked(int done, int texts) {
    if (bar == null) {
      bar =
          ProgressDisplay.start(console, "asking what tokens contribute", "texts", texts, terminal);
    }
    bar.stepTo(done);
    if (done == texts) {
      close();
    }
  }

  @Override
  public void attributionEpoch(int epoch, int epochs, double loss) {
    if (bar == null) {
      bar =
          ProgressDisplay.start(
              console, "learning what tokens contribute", "epochs", epochs, terminal);
    }
    bar.stepTo(epoch);
    bar.note(String.format(Locale.ROOT, "error %.3f", loss));
    if (epoch == epochs) {
      close();
    }
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : "%d min %02d s".formatted(whole / 60, whole % 60);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
