package io.github.safr.training;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.model.Checksums;
import io.github.safr.model.ModelManifest;
import io.github.safr.text.TextSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
  private static final String UNFINISHED = "unfinished-model";

  /**
   * Trains, writes the model and removes the checkpoints.
   *
   * @param resume whether to go on from the checkpoint in the directory, if there is one
   * @return what the model reaches on the development data
   * @throws IOException if a file cannot be read or written, or the checkpoint does not fit
   */
  public ClassificationMetrics run(boolean resume, TrainingListener listener) throws IOException {
    TrainingData data = readData();
    Files.createDirectories(output);
    Path checkpoints = output.resolve(CHECKPOINTS);
    TrainedNetwork trained = new Trainer(options, data, listener).train(checkpoints, resume);
    Path unfinished = output.resolve(UNFINISHED);
    Directories.delete(unfinished);
    Files.createDirectories(unfinished);
    ClassificationMetrics metrics = new ModelWriter(options, data, trained).write(unfinished);
    publish(unfinished);
    tidy();
    return metrics;
  }

  /** Removes what a run leaves behind that was killed after its model was finished. */
  public void tidy() throws IOException {
    Directories.delete(output.resolve(UNFINISHED));
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
      sources.add(source("train", file, read.size()));
      texts.addAll(read);
    }
    List<LabelledText> devTexts = LabelledTextReader.read(dev);
    sources.add(source("dev", dev, devTexts.size()));
    return TrainingData.of(texts, devTexts, TextSegmenter.forLanguage(options.language()), sources);
  }

  private static DataSource source(String role, Path file, int examples) throws IOException {
    return new DataSource(role, file.getFileName().toString(), examples, Checksums.sha256(file));
  }

  private void publish(Path unfinished) throws IOException {
    // An older model's description must not stand beside the new network.
    Files.deleteIfExists(output.resolve(ModelManifest.FILE));
    try (Stream<Path> files = Files.list(unfinished)) {
      for (Path file : files.filter(f -> !f.endsWith(ModelManifest.FILE)).toList()) {
        move(file);
      }
    }
    move(unfinished.resolve(ModelManifest.FILE));
    Files.delete(unfinished);
  }

  private void move(Path file) throws IOException {
    Files.move(file, output.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }
}
