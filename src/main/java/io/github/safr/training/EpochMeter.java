package io.github.safr.training;

import io.github.safr.network.LossValues;
import io.github.safr.tensorflow.TokenBatch;
import java.util.List;

/** Sums up the steps of an epoch. */
final class EpochMeter {

  /**
   * What an epoch came to so far: all that a meter knows, to go on from.
   *
   * @param batches steps made
   * @param seconds time they took
   * @param texts windows read
   * @param tokens their tokens
   * @param pieces their pieces
   * @param cells their pieces, padding counted
   * @param loss sum of the losses, weighted by windows
   */
  record Sums(
      int batches,
      double seconds,
      long texts,
      long tokens,
      long pieces,
      long cells,
      LossValues loss) {

    /** Of an epoch that has not begun. */
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, new LossValues(0, 0, 0, 0, 0, 0));
  }

  private final int epoch;
  private final int epochs;
  private final int batches;
  private final double secondsBefore;
  private long started = System.nanoTime();
  private Sums sums;

  /**
   * @param batches steps in the epoch
   * @param before the part of it that an interrupted run made
   */
  EpochMeter(int epoch, int epochs, int batches, Sums before) {
    this.epoch = epoch;
    this.epochs = epochs;
    this.batches = batches;
    this.secondsBefore = before.seconds();
    this.sums = before;
  }

  StepReport add(List<Example> batch, TokenBatch rectangle, LossValues loss) {
    int size = batch.size();
    // Measured here, so that what follows the last step does not count as training.
    double seconds = Math.max(1e-9, secondsBefore + (System.nanoTime() - started) / 1e9);
    sums =
        new Sums(
            sums.batches() + 1,
            seconds,
            sums.texts() + size,
            sums.tokens() + batch.stream().mapToInt(Example::tokens).sum(),
            sums.pieces() + batch.stream().mapToInt(example -> example.pieces().length()).sum(),
            sums.cells() + rectangle.ids().length,
            sums.loss().plus(loss, size));
    double stepsLeft = batches - sums.batches() + (double) (epochs - epoch) * batches;
    return new StepReport(
        epoch,
        epochs,
        sums.batches(),
        batches,
        loss(),
        sums.texts() / seconds,
        stepsLeft * seconds / sums.batches());
  }

  /** Leaves time out of account in which nothing was learned. */
  void pause(long nanoseconds) {
    started += nanoseconds;
  }

  Sums sums() {
    return sums;
  }

  EpochReport report(DevEvaluation dev, boolean best) {
    double seconds = sums.seconds();
    return new EpochReport(
        epoch,
        loss(),
        dev.accuracy(),
        dev.loss(),
        dev.keep(),
        seconds,
        sums.texts() / seconds,
        sums.tokens() / seconds,
        sums.pieces() / seconds,
        1 - (double) sums.pieces() / sums.cells(),
        best);
  }

  private LossValues loss() {
    return sums.loss().times(1.0 / sums.texts());
  }
}
