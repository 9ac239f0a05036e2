package io.github.safr.testing;

import io.github.safr.model.Vocabulary;
import io.github.safr.model.WordEncoder;
import io.github.safr.network.LossSettings;
import io.github.safr.network.LossValues;
import io.github.safr.network.Objective;
import io.github.safr.network.OptimizerSettings;
import io.github.safr.network.Precision;
import io.github.safr.network.Pretrained;
import io.github.safr.network.TrainingGraph;
import io.github.safr.network.WordArchitecture;
import io.github.safr.training.EpochReport;
import io.github.safr.training.KeepRate;
import io.github.safr.training.ModelWriter;
import io.github.safr.training.TrainedNetwork;
import io.github.safr.training.TrainingData;
import io.github.safr.training.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real model directory, made in a moment: two blocks, windows of eight tokens, random weights. It
 * knows a few words and no truth; tests of quality use the bundled model.
 */
public final class TinyModel {

  /** Longest window. */
  public static final int MAX_TOKENS = 8;

  private static final List<String> WORDS =
      List.of("the", "film", "was", "good", "bad", "not", "very", "and", ".", ",", "i", "liked");

  private TinyModel() {}

  /** Writes the model into a new directory below {@code parent}. */
  public static Path write(Path parent) {
    return write(parent, Objective.CORRECTED, List.of("negative", "positive"));
  }

  /** Writes a model with an objective and labels of the test's choice. */
  public static Path write(Path parent, Objective objective, List<String> labels) {
    try {
      Path directory = Files.createTempDirectory(parent, "tiny");
      TrainingOptions options =
          TrainingOptions.builder(objective)
              .name("tiny")
              .blocks(2)
              .maxTokens(MAX_TOKENS)
              .seed(3)
              .build();
      TrainingData data =
          new TrainingData(
              labels, List.of(WORDS), new int[] {0}, List.of(WORDS), new int[] {1}, List.of());
      new ModelWriter(options, data, network(options, labels.size())).write(directory);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainedNetwork network(TrainingOptions options, int classes) {
    Vocabulary vocabulary = Vocabulary.count(List.of(WORDS), 1);
    WordArchitecture architecture =
        new WordArchitecture(
            vocabulary.size(),
            classes,
            16,
            2,
            2,
            24,
            options.objective().masks(),
            true,
            6,
            1,
            MAX_TOKENS,
            0.1,
            false);
    LossSettings losses = new LossSettings(options.objective(), 1, 1, 0.5, List.of(2));
    try (TrainingGraph graph =
        new TrainingGraph(
            architecture,
            losses,
            new OptimizerSettings(0.5, 1),
            Pretrained.NOTHING,
            Precision.FLOAT32,
            3,
            1)) {
      EpochReport report =
          new EpochReport(
              1,
              new LossValues(1, 1, 0, 0, 0, 1),
              0.5,
              0.7,
              new KeepRate(0.5, 0.1, 0.3, 0.5, 0.7, 0.9),
              1,
              1,
              1,
              1,
              0,
              true);
      return new TrainedNetwork(
          architecture,
          new WordEncoder(vocabulary, true),
          Map.of(),
          graph.weights(),
          report,
          List.of(report));
    }
  }
}
