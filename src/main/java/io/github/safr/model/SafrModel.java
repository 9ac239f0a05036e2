package io.github.safr.model;

import java.nio.file.Path;
import java.util.List;

/**
 * A trained model at work: token texts go in, predictions and their explanations come out. Safe for
 * use by many threads at once.
 */
public final class SafrModel implements AutoCloseable {

  private SafrModel() {}

  /**
   * Loads a model.
   *
   * @param location the name of a bundled model, or the path of a model directory
   * @param device where to run it
   * @throws ModelException if there is no such model, or it is damaged or too new
   */
  public static SafrModel load(String location, DeviceChoice device) {
    throw new UnsupportedOperationException(location + device);
  }

  /** Loads a model directory. */
  public static SafrModel load(Path directory, DeviceChoice device) {
    return load(directory.toString(), device);
  }

  /** Name and version, as {@code Classification.model} carries it. */
  public String id() {
    throw new UnsupportedOperationException();
  }

  /** All labels, in the order of {@link Prediction#probabilities()}. */
  public List<String> labels() {
    throw new UnsupportedOperationException();
  }

  /** Languages that the model was trained on, as ISO 639-1 codes; empty for any. */
  public List<String> languages() {
    throw new UnsupportedOperationException();
  }

  /** Where the model runs, for people: {@code CPU}, or the name of the graphics card. */
  public String deviceDescription() {
    throw new UnsupportedOperationException();
  }

  /**
   * Classifies units, each a list of at least one token's text; units longer than the network's
   * limit are read in windows.
   *
   * @return one prediction a unit, in the same order, without explanations
   */
  public List<Prediction> classify(List<List<String>> units) {
    throw new UnsupportedOperationException();
  }

  /** Classifies and explains in the same forward pass; otherwise as {@link #classify}. */
  public List<Prediction> explain(List<List<String>> units) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
