package io.github.safr.training;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.model.ModelManifest;
import io.github.safr.text.TextSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From files of labelled text to a model directory: what the {@code train} command does.
 *
 * <p>While it runs, the directory holds checkpoints only; the model's files are moved in when they
 * are complete, {@code model.json} last. So a directory with a {@code model.json} is a whole model.
 *
 * @param options how to train
 * @param train files to learn from, at least one
 * @param dev file that decides when to stop
 * @param output directory of the model
 */
public record TrainingJob(TrainingOptions options, List<Path> train, Path dev, Path output) {

  private static final String CHECKPOINTS = "checkpoints";

  /**
   * Trains, writes the model and removes the checkpoints.
   *
   * @param resume whether to go on from the checkpoint in the directory, if there is one
   * @return what the model reaches on the development data
   * @throws IOException if a file cannot be read or written, another training writes into the
   *     directory, or the checkpoint does not fit
   */
  public ClassificationMetrics run(boolean resume, TrainingListener listener) throws IOException {
    TrainingData data = readData();
    Files.createDirectories(output);
    OutputLock lock = OutputLock.take(output);
    try {
      Path checkpoints = output.resolve(CHECKPOINTS);
      TrainedNetwork trained = new Trainer(options, data, listener).train(checkpoints, resume);
      ClassificationMetrics metrics = write(data, trained);
      removeLeftovers();
      return metrics;
    } finally {
      lock.close();
    }
  }

  private ClassificationMetrics write(TrainingData data, TrainedNetwork trained)
      throws IOException {
    UnfinishedModel unfinished = new UnfinishedModel(output);
    try {
      ClassificationMetrics metrics =
          new ModelWriter(options, data, trained).write(unfinished.begin());
      unfinished.publish();
      return metrics;
    } catch (IOException e) {
      throw Directories.at(output, e);
    }
  }

  /**
   * Removes what a run leaves behind that was killed after its model was finished.
   *
   * @throws IOException if another training writes into the directory, or it cannot be changed
   */
  public void tidy() throws IOException {
    OutputLock lock = OutputLock.take(output);
    try {
      removeLeftovers();
    } finally {
      lock.close();
    }
  }

  private void removeLeftovers() throws IOException {
    new UnfinishedModel(output).delete();
    Directories.delete(output.resolve(CHECKPOINTS));
  }

  /** Whether the directory holds a finished model. */
  public boolean isFinished() {
    return Files.exists(output.resolve(ModelManifest.FILE));
  }

  private TrainingData readData() throws IOException {
    List<LabelledText> texts = new ArrayList<>();
    List<DataSource> sources = new ArrayList<>();
    for (Path file : train) {
      List<LabelledText> read = LabelledTextReader.read(file);
      sources.add(DataSource.of("train", file, read.size()));
      texts.addAll(read);
    }
    List<LabelledText> devTexts = LabelledTextReader.read(dev);
    sources.add(DataSource.of("dev", dev, devTexts.size()));
    return TrainingData.of(texts, devTexts, TextSegmenter.forLanguage(options.language()), sources);
  }
}
