package io.github.safr.training;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelException;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.ModelTrust;
import io.github.safr.model.SafrModel;
import io.github.safr.model.TokenEncoder;
import io.github.safr.model.Versions;
import io.github.safr.network.Architecture;
import io.github.safr.network.FrozenWeights;
import io.github.safr.network.InferenceGraph;
import io.github.safr.network.Weight;
import io.github.safr.text.TextSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a model that is trained already what tokens contribute to its decisions: what the {@code
 * attribute} command does. What the model decides stays as it is.
 *
 * @param model the name of a bundled model, or the path of a model directory
 * @param trust whose models may be used
 * @param texts files of labelled text, at least one; the labels do not matter
 * @param settings how to learn
 * @param name what the new model is called; null for the name of the old one
 * @param output directory of the new model
 */
public record AttributionJob(
    String model,
    ModelTrust trust,
    List<Path> texts,
    AttributionSettings settings,
    @Nullable String name,
    Path output) {

  /** What is taken from the model that is there. */
  private record Known(
      ModelManifest manifest,
      Architecture architecture,
      TokenEncoder encoder,
      Map<String, Weight> weights,
      String card) {}

  /**
   * Learns and writes the new model.
   *
   * @throws IOException if a file cannot be read or written
   * @throws ModelException if there is no such model, or it is damaged
   * @throws IllegalArgumentException if its network cannot be read back
   */
  public void run(TrainingListener listener) throws IOException {
    Known known = read(ModelDirectory.open(model, trust));
    Files.createDirectories(output);
    List<DataSource> sources = new ArrayList<>();
    List<Example> windows = windows(known, sources);
    Map<String, Weight> weights =
        new AttributionTrainer(settings, listener)
            .train(known.architecture(), known.weights(), windows);
    UnfinishedModel unfinished = new UnfinishedModel(output);
    try {
      write(known, weights, sources, unfinished.begin());
      unfinished.publish();
    } catch (IOException e) {
      unfinished.delete();
      throw Directories.at(output, e);
    } catch (RuntimeException e) {
      unfinished.delete();
      throw e;
    }
  }

  private static Known read(ModelDirectory directory) {
    Architecture architecture = Architectures.of(directory.manifest());
    return new Known(
        directory.manifest(),
        architecture,
        directory.encoder(),
        FrozenWeights.read(directory.network().graph(), architecture),
        directory.card().orElse("# " + directory.manifest().name()));
  }

  private List<Example> windows(Known known, List<DataSource> sources) throws IOException {
    ModelManifest manifest = known.manifest();
    TextSegmenter segmenter = TextSegmenter.forLanguage(manifest.language());
    List<Example> windows = new ArrayList<>();
    int text = 0;
    for (Path file : texts) {
      List<LabelledText> read = LabelledTextReader.read(file);
      sources.add(DataSource.of(DataSource.ATTRIBUTION, file, read.size()));
      for (LabelledText labelled : read) {
        List<String> tokens = TrainingData.tokens(labelled.text(), segmenter);
        windows.addAll(
            Example.of(
                known.encoder(), tokens, manifest.maxTokens(), manifest.overlap(), 0, text++));
      }
    }
    return windows;
  }

  private void write(
      Known known, Map<String, Weight> weights, List<DataSource> sources, Path directory)
      throws IOException {
    ModelManifest manifest = known.manifest();
    Files.write(
        directory.resolve(ModelDirectory.NETWORK),
        InferenceGraph.freeze(
            known.architecture(), weights, ModelWriter.reported(manifest.allocationLayers())));
    known.encoder().write(directory);
    Files.writeString(
        directory.resolve(ModelDirectory.CARD),
        ModelCard.withAttribution(
            known.card(), name(known), known.architecture().mask(), settings, sources));
    manifest(known, sources, ModelWriter.checksums(directory, List.of(ModelDirectory.CARD)))
        .write(directory);
    // Reads what was written, so that a model that does not work is never put in place.
    SafrModel.load(directory, DeviceChoice.CPU).close();
  }

  private String name(Known known) {
    return name == null ? known.manifest().name() : name;
  }

  private ModelManifest manifest(Known known, List<DataSource> sources, Map<String, String> files) {
    ModelManifest old = known.manifest();
    Map<String, Object> training = new LinkedHashMap<>();
    Optional.ofNullable(old.training()).ifPresent(training::putAll);
    training.put("attributionTexts", settings.texts());
    training.put("attributionSeed", settings.seed());
    List<Map<String, Object>> data = new ArrayList<>();
    Optional.ofNullable(old.data()).ifPresent(data::addAll);
    data.removeIf(source -> DataSource.ATTRIBUTION.equals(source.get("role")));
    sources.forEach(source -> data.add(ModelWriter.map(source)));
    return new ModelManifest(
        ModelManifest.FORMAT,
        name(known),
        ModelWriter.version(files),
        old.languages(),
        old.labels(),
        old.tokenizer(),
        old.lowerCase(),
        old.maxTokens(),
        old.overlap(),
        old.allocationLayers(),
        true,
        ModelWriter.map(known.architecture()),
        training,
        data,
        old.metrics(),
        Versions.all(),
        files);
  }
}
