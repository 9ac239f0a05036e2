package io.github.safr.training;

import io.github.safr.network.LossValues;
import io.github.safr.tensorflow.TokenBatch;
import java.util.List;

/** Sums up the steps of an epoch. */
final class EpochMeter {

  private final int epoch;
  private final int epochs;
  private final int batches;
  private final long started = System.nanoTime();
  private double seconds;
  private int done;
  private long texts;
  private long tokens;
  private long pieces;
  private long cells;
  private double total;
  private double crossEntropy;
  private double importance;
  private double interaction;
  private double information;
  private double gradientNorm;

  EpochMeter(int epoch, int epochs, int batches) {
    this.epoch = epoch;
    this.epochs = epochs;
    this.batches = batches;
  }

  StepReport add(List<Example> batch, TokenBatch rectangle, LossValues loss) {
    int size = batch.size();
    done++;
    texts += size;
    cells += rectangle.ids().length;
    batch.forEach(example -> tokens += example.tokens());
    batch.forEach(example -> pieces += example.pieces().length());
    total += size * loss.total();
    crossEntropy += size * loss.crossEntropy();
    importance += size * loss.importance();
    interaction += size * loss.interaction();
    information += size * loss.information();
    gradientNorm += size * loss.gradientNorm();
    // Measured here, so that what follows the last step does not count as training.
    seconds = Math.max(1e-9, (System.nanoTime() - started) / 1e9);
    double stepsLeft = batches - done + (double) (epochs - epoch) * batches;
    return new StepReport(
        epoch, epochs, done, batches, loss(), texts / seconds, stepsLeft * seconds / done);
  }

  EpochReport report(DevEvaluation dev, boolean best) {
    return new EpochReport(
        epoch,
        loss(),
        dev.accuracy(),
        dev.loss(),
        dev.keep(),
        seconds,
        texts / seconds,
        tokens / seconds,
        1 - (double) pieces / cells,
        best);
  }

  private LossValues loss() {
    return new LossValues(
        total / texts,
        crossEntropy / texts,
        importance / texts,
        interaction / texts,
        information / texts,
        gradientNorm / texts);
  }
}
