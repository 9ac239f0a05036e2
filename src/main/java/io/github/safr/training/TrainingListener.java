package io.github.safr.training;

/** Hears how a training goes; called from the thread that trains. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /** The data is encoded; or a run goes on after {@code finishedEpochs}. */
  default void started(int texts, int vocabulary, int labels, int finishedEpochs) {}

  /** A step was made. */
  default void stepped(StepReport step) {}

  /** An epoch is over and its checkpoint written. */
  default void epochFinished(EpochReport epoch) {}
}
