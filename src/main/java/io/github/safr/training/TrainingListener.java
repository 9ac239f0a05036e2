package io.github.safr.training;

/** Hears how a training goes; called from the thread that trains. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * The data is encoded and the training begins, or goes on where an interrupted run was.
   *
   * @param texts windows to learn from
   * @param vocabulary number of pieces that the network knows
   * @param labels number of labels
   * @param finishedEpochs epochs that the interrupted run finished
   * @param finishedBatches batches that it finished of the next
   */
  default void started(
      int texts, int vocabulary, int labels, int finishedEpochs, int finishedBatches) {}

  /** A step was made. */
  default void stepped(StepReport step) {}

  /** An epoch is over and its checkpoint written. */
  default void epochFinished(EpochReport epoch) {}

  /**
   * The network, which is finished, was asked about parts of texts.
   *
   * @param done texts asked about so far
   * @param texts all of them
   */
  default void attributionAsked(int done, int texts) {}

  /**
   * An epoch of learning what tokens contribute is over.
   *
   * @param epoch its number, from 1
   * @param epochs how many there are
   * @param loss mean squared error, in logits, on texts that were held back, or of hardly any texts
   *     on those that it learned from
   */
  default void attributionEpoch(int epoch, int epochs, double loss) {}
}
