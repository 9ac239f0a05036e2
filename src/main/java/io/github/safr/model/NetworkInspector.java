package io.github.safr.model;

import io.github.safr.model.UnitWindows.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * Looks inside the network of a trained model: the very network that classifies, and not a copy
 * made to be looked at. For studying explanations, not for pipelines: it costs several passes where
 * {@link SafrModel} needs one.
 *
 * <p>Units are lists of at least one token's text, read as {@link SafrModel#classify} reads them.
 * Everything is said of their tokens. What several pieces of a token have is summed; the marks of a
 * window's begin and end get nothing. A unit of several windows is the weighted mean of them, as it
 * is in a prediction, and a token has the sum of what it has in each, scaled by the window's
 * weight.
 *
 * <p>Safe for use by many threads at once, but for closing.
 */
public final class NetworkInspector implements AutoCloseable {

  /** Tokens whose neurons are held in memory at once, unless a unit alone has more. */
  private static final int TOKENS_AT_ONCE = 4096;

  private final ModelManifest manifest;
  private final TokenEncoder encoder;
  private final InnerNetwork network;

  private NetworkInspector(ModelDirectory directory, DeviceChoice device) {
    manifest = directory.manifest();
    encoder = directory.encoder();
    network = new InnerNetwork(directory, device);
  }

  /**
   * Opens a model.
   *
   * @param location the name of a bundled model, or the path of a model directory or its zip
   *     archive
   * @param device where to run it
   * @throws ModelException if there is no such model, it is damaged or too new, or it was made by a
   *     version that gave no names to what is inside the network
   */
  public static NetworkInspector load(String location, DeviceChoice device) {
    return ModelDirectory.with(location, directory -> new NetworkInspector(directory, device));
  }

  /** Opens a model directory; otherwise as {@link #load(String, DeviceChoice)}. */
  public static NetworkInspector load(Path directory, DeviceChoice device) {
    return load(ModelDirectory.open(directory), device);
  }

  /** Opens a model that has been read; otherwise as {@link #load(String, DeviceChoice)}. */
  public static NetworkInspector load(ModelDirectory model, DeviceChoice device) {
    return new NetworkInspector(model, device);
  }

  /** Name and version of the model. */
  public String id() {
    return manifest.id();
  }

  /** All labels, in the order of all probabilities. */
  public List<String> labels() {
    return manifest.labels();
  }

  /** Number of transformer blocks; they count from 1. */
  public int blocks() {
    return network.blocks();
  }

  /**
   * Number of neurons in a block's feed-forward layer; they count from 0.
   *
   * @throws IllegalArgumentException if there is no such block
   */
  public int neurons(int block) {
    return network.neurons(checked(block));
  }

  /**
   * Probabilities of every class, as {@link SafrModel#classify} gives them.
   *
   * @return one array a unit
   */
  public List<double[]> classify(List<List<String>> units) {
    UnitWindows windows = cut(units);
    UnitLogits logits = new UnitLogits(windows.units());
    for (Batch batch : windows.batches()) {
      logits.add(batch, network.logits(batch.tokens(), Map.of()));
    }
    return List.of(logits.probabilities());
  }

  /**
   * The attention that each token receives in the last block: the mean over the tokens of its
   * window, itself among them, and over heads.
   *
   * @return for each unit one value a token, not negative; they sum to 1 less what goes to marks
   */
  public List<double[]> attentionReceived(List<List<String>> units) {
    return new ReceivedAttention(network, blocks()).read(cut(units));
  }

  /**
   * Gradient times input (Shrikumar et al., 2017): the embedding of a token's pieces times the
   * gradient of a class's probability with respect to it. With {@link Reduction#SUM} it is the
   * first-order estimate of what the probability would lose if the embedding were zero; with {@link
   * Reduction#NORM} it says how much there is and not for which side.
   *
   * @param labels the class of each unit whose probability is meant
   * @return for each unit one value a token
   */
  public List<double[]> gradientTimesInput(
      List<List<String>> units, int[] labels, Reduction reduction) {
    EmbeddingGradients gradients = gradients(units, labels);
    float[] zero = new float[EmbeddingGradients.padding(network).length];
    return gradients.products(zero, 1, reduction);
  }

  /**
   * Integrated gradients (Sundararajan et al., 2017, equation 1): gradient times input, averaged
   * along the straight line from a baseline to the input, by the midpoint rule.
   *
   * <p>The baseline is the embedding of padding for every piece of a token: that of the padding
   * piece for word pieces; zero at the level of words, unless the network counts its padding. Marks
   * stay what they are, and so do positions. Values sum to {@link #classify} less {@link
   * #classifyBaseline} of the class, up to the error of the rule, which falls with the square of
   * {@code steps}.
   *
   * @param labels the class of each unit whose probability is meant
   * @param steps points on the line, at least 1; the cost is two passes and a backward one for each
   * @return for each unit one signed value a token
   */
  public List<double[]> integratedGradients(List<List<String>> units, int[] labels, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("Integrated gradients need one step at least.");
    }
    EmbeddingGradients gradients = gradients(units, labels);
    float[] baseline = EmbeddingGradients.padding(network);
    List<double[]> means = gradients.zeros();
    for (int step = 0; step < steps; step++) {
      List<double[]> products = gradients.products(baseline, (step + 0.5) / steps, Reduction.SUM);
      for (int unit = 0; unit < products.size(); unit++) {
        for (int token = 0; token < products.get(unit).length; token++) {
          means.get(unit)[token] += products.get(unit)[token] / steps;
        }
      }
    }
    return means;
  }

  /**
   * Probabilities of every class at the baseline of {@link #integratedGradients}: all of a unit's
   * tokens read as padding that is not hidden.
   *
   * @return one array a unit
   */
  public List<double[]> classifyBaseline(List<List<String>> units) {
    EmbeddingGradients gradients = gradients(units, new int[units.size()]);
    return List.of(gradients.probabilities(EmbeddingGradients.padding(network), 0));
  }

  /**
   * Classifies units with neurons of a block set to zero at every piece, marks included.
   *
   * @param neurons for each unit as many sets of neurons, counted from 0, as are to be tried; an
   *     empty set changes nothing
   * @param block their block
   * @return for each unit and each of its sets the probabilities of every class
   * @throws IllegalArgumentException if there is no such block or neuron
   */
  public List<List<double[]>> classifyWithout(
      List<List<String>> units, List<List<int[]>> neurons, int block) {
    if (neurons.size() != units.size()) {
      throw new IllegalArgumentException("Every unit needs its sets of neurons.");
    }
    return new NeuronAblation(network, checked(block)).classify(cut(units), neurons);
  }

  /**
   * Shows the neurons of units in a block, one unit after the other; only some units' are in memory
   * at once.
   *
   * @param visitor gets {@code [tokens][neurons]} of each unit, means of a token's pieces, and the
   *     unit's number. A token that several windows read has the neurons of the one that reads most
   *     around it
   * @throws IllegalArgumentException if there is no such block
   */
  public void neuronActivations(
      List<List<String>> units, int block, ObjIntConsumer<float[][]> visitor) {
    TokenActivations reader = new TokenActivations(network, checked(block));
    int begin = 0;
    while (begin < units.size()) {
      int end = begin + 1;
      int tokens = units.get(begin).size();
      while (end < units.size() && tokens + units.get(end).size() <= TOKENS_AT_ONCE) {
        tokens += units.get(end++).size();
      }
      float[][][] activations = reader.read(cut(units.subList(begin, end)));
      for (int i = 0; i < activations.length; i++) {
        visitor.accept(activations[i], begin + i);
      }
      begin = end;
    }
  }

  private EmbeddingGradients gradients(List<List<String>> units, int[] labels) {
    if (labels.length != units.size()) {
      throw new IllegalArgumentException("Every unit needs a label.");
    }
    for (int label : labels) {
      if (label < 0 || label >= labels().size()) {
        throw new IllegalArgumentException("There is no class " + label + ".");
      }
    }
    return new EmbeddingGradients(network, cut(units), labels);
  }

  private UnitWindows cut(List<List<String>> units) {
    List<int[][]> pieces = new ArrayList<>(units.size());
    for (List<String> unit : units) {
      if (unit.isEmpty()) {
        throw new IllegalArgumentException("A unit without tokens cannot be inspected.");
      }
      pieces.add(encoder.encode(unit));
    }
    return new UnitWindows(pieces, encoder, manifest);
  }

  private int checked(int block) {
    if (block < 1 || block > blocks()) {
      throw new IllegalArgumentException(
          "The network has blocks 1 to " + blocks() + " and no block " + block + ".");
    }
    return block;
  }

  @Override
  public void close() {
    network.close();
  }
}
