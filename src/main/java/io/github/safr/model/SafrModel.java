package io.github.safr.model;

import io.github.safr.batching.BatchMetrics;
import io.github.safr.model.FrozenNetwork.Signature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trained model at work: token texts go in, predictions and their explanations come out. Safe for
 * use by many threads at once.
 *
 * <p>The units of all calls that run at the same time are read in common batches of similar length.
 * What a unit gets does not depend on the others of its batch, but for rounding. A thread that is
 * interrupted while it waits for its answer gets a {@link ModelException}, and stays interrupted.
 */
public final class SafrModel implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SafrModel.class);

  private final ModelManifest manifest;
  private final TokenEncoder encoder;
  private final UnitAssembler assembler;
  private final ModelBatches batches;
  private final DeviceChoice device;
  private final String gpuObstacle;

  private SafrModel(ModelDirectory directory, DeviceChoice wanted) {
    manifest = directory.manifest();
    encoder = directory.encoder();
    assembler = new UnitAssembler(manifest);
    // Before TensorFlow is loaded: it is to read nothing that has not been checked.
    CheckedNetwork network = directory.network();
    DeviceChoice found = Devices.resolve(wanted);
    String obstacle = "";
    if (wanted.kind() == DeviceChoice.Kind.AUTO && found.equals(DeviceChoice.CPU)) {
      obstacle = Devices.whyNoGpu();
    }
    FrozenNetwork opened;
    try {
      opened = open(network, directory.place(), found);
    } catch (ModelException e) {
      if (wanted.kind() != DeviceChoice.Kind.AUTO || found.equals(DeviceChoice.CPU)) {
        throw e;
      }
      LOG.warn("There is a GPU, but it does not work; using the CPU. {}", e.getMessage());
      obstacle = "there is one, but it does not work; --device gpu shows the error";
      found = DeviceChoice.CPU;
      opened = open(network, directory.place(), found);
    }
    device = found;
    gpuObstacle = obstacle;
    LOG.info(
        "Model {} runs on {}{}",
        id(),
        device,
        gpuObstacle.isEmpty() ? "" : " (no GPU: " + gpuObstacle + ")");
    batches = batches(opened);
  }

  private ModelBatches batches(FrozenNetwork opened) {
    ModelBatches made = null;
    try {
      made = new ModelBatches(manifest, opened, device);
      return made;
    } finally {
      if (made == null) {
        opened.close();
      }
    }
  }

  /**
   * Loads the network and runs it on something, so that a device that does not work, or a
   * description that does not fit the network, is found now.
   */
  private FrozenNetwork open(CheckedNetwork network, String place, DeviceChoice where) {
    FrozenNetwork opened = new FrozenNetwork(network, place, where);
    FirstRuns first = new FirstRuns(manifest, encoder);
    try {
      if (first.fits(opened)) {
        warmUp(first, opened, where);
        return opened;
      }
    } catch (RuntimeException e) {
      // TensorFlow tells shapes that do not fit by several unrelated exceptions.
      opened.close();
      throw new ModelException(
          where.equals(DeviceChoice.CPU)
              ? unfit(place)
              : "The model in '"
                  + place
                  + "' cannot run on "
                  + where
                  + ". Check the card's memory, driver, CUDA 12.3 and cuDNN 8.9, or use device cpu.",
          e);
    }
    opened.close();
    throw new ModelException(unfit(place));
  }

  /** On a processor there is nothing to compile, and the run that was made is enough. */
  private void warmUp(FirstRuns first, FrozenNetwork network, DeviceChoice where) {
    Compute compute = Compute.on(where);
    if (compute == Compute.CARD) {
      long begin = System.nanoTime();
      int runs = first.warmUp(network, compute);
      LOG.info(
          "Warm-up of {} on {}: {} runs in {} ms",
          id(),
          where,
          runs,
          Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }
  }

  private static String unfit(String place) {
    return "The description in '"
        + place
        + "' does not fit the network beside it. Copy the model again, or train it again.";
  }

  /**
   * Loads a model.
   *
   * @param location the name of a bundled model, or the path of a model directory or its zip
   *     archive
   * @param device where to run it
   * @throws ModelException if there is no such model, or it is damaged or too new
   */
  public static SafrModel load(String location, DeviceChoice device) {
    return Detached.get(
        () -> ModelDirectory.with(location, directory -> new SafrModel(directory, device)));
  }

  /** Loads a model directory; otherwise as {@link #load(String, DeviceChoice)}. */
  public static SafrModel load(Path directory, DeviceChoice device) {
    return load(ModelDirectory.open(directory), device);
  }

  /** Loads a model that has been read; otherwise as {@link #load(String, DeviceChoice)}. */
  public static SafrModel load(ModelDirectory model, DeviceChoice device) {
    return Detached.get(() -> new SafrModel(model, device));
  }

  /** Name and version, as {@code Classification.model} carries it. */
  public String id() {
    return manifest.id();
  }

  /** What the model says of itself. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** All labels, in the order of {@link Prediction#probabilities()}. */
  public List<String> labels() {
    return manifest.labels();
  }

  /** Languages that the model was trained on, as ISO 639-1 codes; empty for any. */
  public List<String> languages() {
    return manifest.languages();
  }

  /** Where the model runs: {@code cpu} or {@code gpu:N}. */
  public String deviceDescription() {
    return device.toString();
  }

  /**
   * Why it does not run on a GPU, in one line without a full stop: empty if it does, or was told
   * not to.
   */
  public Optional<String> gpuObstacle() {
    return gpuObstacle.isEmpty() ? Optional.empty() : Optional.of(gpuObstacle);
  }

  /**
   * Classifies units, each a list of at least one token's text; units longer than the network's
   * limit are read in windows.
   *
   * @return one prediction a unit, in the same order, without explanations
   * @throws IllegalArgumentException if a unit has no tokens
   */
  public List<Prediction> classify(List<List<String>> units) {
    return predict(Signature.CLASSIFY, units);
  }

  /** Classifies and explains in the same forward pass; otherwise as {@link #classify}. */
  public List<Prediction> explain(List<List<String>> units) {
    return predict(Signature.EXPLAIN, units);
  }

  /**
   * Classifies what is left of texts when tokens are taken away. Of a text with nothing left the
   * classifier's bias decides.
   *
   * @return one prediction a text, in the same order, without explanations
   */
  public List<Prediction> classifyPartial(List<PartialText> texts) {
    try (ModelBatches.Visit visit = batches.visit()) {
      IdentityHashMap<List<String>, int[][]> encoded = new IdentityHashMap<>();
      List<int[][]> pieces = new ArrayList<>(texts.size());
      for (PartialText text : texts) {
        int[][] whole = encoded.computeIfAbsent(text.tokens(), encoder::encode);
        pieces.add(text.pieces(whole, encoder.unknown()));
      }
      return read(Signature.CLASSIFY, pieces, visit);
    }
  }

  private List<Prediction> predict(Signature signature, List<List<String>> units) {
    try (ModelBatches.Visit visit = batches.visit()) {
      List<int[][]> pieces = new ArrayList<>(units.size());
      for (List<String> unit : units) {
        if (unit.isEmpty()) {
          throw new IllegalArgumentException("A unit without tokens cannot be classified.");
        }
        pieces.add(encoder.encode(unit));
      }
      return read(signature, pieces, visit);
    }
  }

  /** Reads units, each given as the pieces of its tokens. */
  private List<Prediction> read(
      Signature signature, List<int[][]> units, ModelBatches.Visit visit) {
    UnitWindows cut = new UnitWindows(units, encoder, manifest);
    List<WindowResult> results = visit.run(signature, cut.parts());
    List<Prediction> predictions = new ArrayList<>(units.size());
    int next = 0;
    for (List<Window> windows : cut.windows()) {
      int end = next + windows.size();
      WindowResult[] own = results.subList(next, end).toArray(WindowResult[]::new);
      predictions.add(assembler.assemble(windows, own));
      next = end;
    }
    return predictions;
  }

  /** What the batches of this model have been so far, those of all callers together. */
  public BatchMetrics metrics() {
    return batches.metrics();
  }

  /** Frees the network once all that was asked is answered. Later calls fail. */
  @Override
  public void close() {
    batches.close();
  }
}
