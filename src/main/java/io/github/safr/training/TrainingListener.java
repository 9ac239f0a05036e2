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
}
