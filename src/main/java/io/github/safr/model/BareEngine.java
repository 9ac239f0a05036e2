package io.github.safr.model;

import io.github.safr.model.FrozenNetwork.Signature;
import io.github.safr.tensorflow.TokenBatch;
import java.util.List;

/**
 * A network and nothing else, to be measured: units are encoded, cut into windows and put into
 * batches once, in the way of {@link SafrModel}, and then run as often as one likes. Safe for use
 * by many threads at once, which is how a model runs it: {@link #runners} batches at a time.
 */
public final class BareEngine implements AutoCloseable {

  private final FrozenNetwork network;
  private final List<TokenBatch> batches;
  private final int runners;
  private final int threads;

  private BareEngine(ModelDirectory directory, DeviceChoice wanted, List<List<String>> units) {
    ModelManifest manifest = directory.manifest();
    TokenEncoder encoder = directory.encoder();
    List<int[][]> pieces = units.stream().map(encoder::encode).toList();
    CheckedNetwork checked = directory.network();
    DeviceChoice device = Devices.resolve(wanted);
    Compute compute = Compute.on(device);
    batches =
        new UnitWindows(pieces, encoder, manifest, compute)
            .batches().stream().map(UnitWindows.Batch::tokens).toList();
    runners = compute.settings(manifest).runners();
    threads = compute.session().getIntraOpParallelismThreads();
    network = new FrozenNetwork(checked, directory.place(), device);
  }

  /**
   * Loads the network of a model and prepares its batches.
   *
   * @param location the name of a bundled model, or the path of a model directory or its zip
   *     archive
   * @param device where to run it
   * @param units each the texts of its tokens
   * @throws ModelException if there is no such model, or it is damaged or too new
   */
  public static BareEngine of(String location, DeviceChoice device, List<List<String>> units) {
    return ModelDirectory.with(location, directory -> new BareEngine(directory, device, units));
  }

  /** The batches, sorted by length. */
  public List<TokenBatch> batches() {
    return batches;
  }

  /** How many batches a model runs at once here. */
  public int runners() {
    return runners;
  }

  /** How many threads compute one batch; 0 if that is TensorFlow's choice. */
  public int threadsPerBatch() {
    return threads;
  }

  /** Runs a batch for its logits: {@code [rows, classes]} row by row. */
  public float[] classify(TokenBatch batch) {
    return network.run(Signature.CLASSIFY, batch, outputs -> outputs.floats("logits"));
  }

  /** Runs a batch for its explanations: what each token adds to each logit. */
  public float[] explain(TokenBatch batch) {
    return network.run(Signature.EXPLAIN, batch, outputs -> outputs.floats("tokenScores"));
  }

  /** The logits of every batch. */
  public float[][] logits() {
    return batches.stream().map(this::classify).toArray(float[][]::new);
  }

  @Override
  public void close() {
    network.close();
  }
}
