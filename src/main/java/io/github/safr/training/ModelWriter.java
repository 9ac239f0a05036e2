package io.github.safr.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.evaluation.ModelEvaluator;
import io.github.safr.model.Checksums;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.SafrModel;
import io.github.safr.model.Versions;
import io.github.safr.network.ExplanationSettings;
import io.github.safr.network.InferenceGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Makes a model directory of a trained network. What it says of its quality is measured on the
 * files it holds, loaded again, and not on the network in training.
 */
public final class ModelWriter {

  /** Neurons of a token and pairs of a window that a model reports. */
  private static final int NEURONS = 8;

  private static final int PAIRS = 16;

  /** Digits of the network's checksum that tell two trainings of one name apart. */
  private static final int VERSION_DIGITS = 8;

  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

  private final TrainingOptions options;
  private final TrainingData data;
  private final TrainedNetwork trained;

  public ModelWriter(TrainingOptions options, TrainingData data, TrainedNetwork trained) {
    this.options = options;
    this.data = data;
    this.trained = trained;
  }

  /**
   * Writes the model.
   *
   * @param directory an existing directory
   * @return what the written model reaches on the development texts
   */
  public ClassificationMetrics write(Path directory) throws IOException {
    List<Integer> layers = options.allocationLayers();
    byte[] network =
        InferenceGraph.freeze(trained.architecture(), trained.weights(), reported(layers));
    Files.write(directory.resolve(ModelDirectory.NETWORK), network);
    trained.encoder().write(directory);

    manifest(layers, Map.of(), checksums(directory, List.of())).write(directory);
    ClassificationMetrics metrics = measure(directory);
    Map<String, Object> figures = figures(metrics);
    Files.writeString(
        directory.resolve(ModelDirectory.CARD),
        new ModelCard(options, data, trained, metrics).text());
    manifest(layers, figures, checksums(directory, List.of(ModelDirectory.CARD))).write(directory);
    return metrics;
  }

  private ClassificationMetrics measure(Path directory) {
    List<String> gold = Arrays.stream(data.devClasses()).mapToObj(data.labels()::get).toList();
    try (SafrModel model = SafrModel.load(directory, DeviceChoice.AUTO)) {
      return ModelEvaluator.evaluate(model, data.dev(), gold, done -> {});
    }
  }

  private ModelManifest manifest(
      List<Integer> layers, Map<String, Object> metrics, Map<String, String> files) {
    Map<String, Object> training = new LinkedHashMap<>(options.toMap());
    training.put("bestEpoch", trained.best().epoch());
    training.put("epochsRun", trained.history().size());
    if (!trained.provenance().isEmpty()) {
      training.put("pretrained", trained.provenance());
    }
    return new ModelManifest(
        ModelManifest.FORMAT,
        options.name(),
        version(files),
        List.of(options.language()),
        data.labels(),
        trained.encoder().kind(),
        trained.encoder().lowerCase(),
        options.maxTokens(),
        options.overlap(),
        layers,
        trained.attribution(),
        map(trained.architecture()),
        training,
        data.sources().stream().map(ModelWriter::map).toList(),
        metrics,
        Versions.all(),
        files);
  }

  /** What every model reports of its network, of some layers. */
  static ExplanationSettings reported(List<Integer> layers) {
    return new ExplanationSettings(layers, NEURONS, PAIRS);
  }

  /** What tells a network apart from others of its name. */
  static String version(Map<String, String> checksums) {
    return Objects.requireNonNull(checksums.get(ModelDirectory.NETWORK))
        .substring(0, VERSION_DIGITS);
  }

  private Map<String, Object> figures(ClassificationMetrics metrics) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("devExamples", metrics.examples());
    figures.put("devAccuracy", metrics.accuracy());
    figures.put("devMacroF1", metrics.macroF1());
    figures.put("devAccuracyBeforeRounding", trained.best().devAccuracy());
    if (options.objective().masks()) {
      figures.put("devKeepProbability", trained.best().keep());
    }
    return figures;
  }

  static Map<String, String> checksums(Path directory, List<String> more) throws IOException {
    List<String> names =
        new ArrayList<>(List.of(ModelDirectory.NETWORK, ModelDirectory.VOCABULARY));
    names.addAll(more);
    Map<String, String> checksums = new TreeMap<>();
    for (String name : names) {
      checksums.put(name, Checksums.sha256(directory.resolve(name)));
    }
    return checksums;
  }

  static Map<String, Object> map(Object record) {
    return GSON.fromJson(
        GSON.toJsonTree(record), new TypeToken<LinkedHashMap<String, Object>>() {}.getType());
  }
}
