package io.github.safr.testing;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import io.github.safr.model.Checksums;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.TokenEncoder;
import io.github.safr.model.Versions;
import io.github.safr.model.Vocabulary;
import io.github.safr.model.WordEncoder;
import io.github.safr.model.WordPieceEncoder;
import io.github.safr.network.Architecture;
import io.github.safr.network.ExplanationSettings;
import io.github.safr.network.InferenceGraph;
import io.github.safr.network.LossSettings;
import io.github.safr.network.Objective;
import io.github.safr.network.OptimizerSettings;
import io.github.safr.network.PieceArchitecture;
import io.github.safr.network.Precision;
import io.github.safr.network.Pretrained;
import io.github.safr.network.TrainingGraph;
import io.github.safr.network.Weight;
import io.github.safr.network.WordArchitecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Model directories with real networks that were never trained: two blocks, width 8, 12 neurons,
 * and weights large enough to tell texts apart.
 */
public final class RandomModel {

  /** Longest window, in pieces. */
  public static final int MAX_TOKENS = 12;

  /** Neurons of a block. */
  public static final int NEURONS = 12;

  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();
  private static final float LOUDER = 4;
  private static final List<String> WORDS = List.of("film", "good", "bad", "not", "unaffable", ".");

  private RandomModel() {}

  /** A network of word pieces, whose windows share tokens, in a new directory below a folder. */
  public static Path ofPieces(Path parent) {
    WordPieceEncoder encoder = WordPieceEncoder.of(PieceModel.PIECES);
    PieceArchitecture architecture =
        new PieceArchitecture(
            encoder.size(), 2, 8, 2, 2, NEURONS, MAX_TOKENS, 1e-5, true, 6, 1, MAX_TOKENS, 0);
    return write(parent, architecture, encoder, PieceModel.OVERLAP);
  }

  /**
   * A network of words in a new directory below a folder.
   *
   * @param countPadding whether padding takes part
   */
  public static Path ofWords(Path parent, boolean countPadding) {
    Vocabulary vocabulary = Vocabulary.count(List.of(WORDS), 1);
    WordArchitecture architecture =
        new WordArchitecture(
            vocabulary.size(), 2, 8, 2, 2, NEURONS, true, true, 6, 1, MAX_TOKENS, 0, countPadding);
    return write(parent, architecture, new WordEncoder(vocabulary, true), 0);
  }

  private static Path write(
      Path parent, Architecture architecture, TokenEncoder encoder, int overlap) {
    try {
      Path directory = Files.createTempDirectory(parent, "random");
      List<Integer> layers = List.of(2);
      Files.write(
          directory.resolve(ModelDirectory.NETWORK),
          InferenceGraph.freeze(
              architecture, weights(architecture), new ExplanationSettings(layers, 8, 4)));
      encoder.write(directory);
      new ModelManifest(
              ModelManifest.FORMAT,
              "random",
              "0",
              List.of("en"),
              List.of("negative", "positive"),
              encoder.kind(),
              encoder.lowerCase(),
              MAX_TOKENS,
              overlap,
              layers,
              false,
              GSON.fromJson(
                  GSON.toJsonTree(architecture),
                  new TypeToken<LinkedHashMap<String, Object>>() {}.getType()),
              Map.of(),
              List.of(),
              Map.of(),
              Versions.all(),
              Map.of(
                  ModelDirectory.NETWORK,
                  Checksums.sha256(directory.resolve(ModelDirectory.NETWORK)),
                  ModelDirectory.VOCABULARY,
                  Checksums.sha256(directory.resolve(ModelDirectory.VOCABULARY))))
          .write(directory);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Weight> weights(Architecture architecture) {
    try (TrainingGraph graph =
        new TrainingGraph(
            architecture,
            new LossSettings(Objective.CORRECTED, 1, 1, 0.5, List.of(2)),
            new OptimizerSettings(0.5, 1),
            Pretrained.NOTHING,
            Precision.FLOAT32,
            7,
            1)) {
      Map<String, Weight> weights = new HashMap<>(graph.weights());
      weights.computeIfPresent("classifier.kernel", (name, weight) -> times(LOUDER, weight));
      return weights;
    }
  }

  private static Weight times(float factor, Weight weight) {
    float[] values = weight.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new Weight(weight.shape(), values);
  }
}
