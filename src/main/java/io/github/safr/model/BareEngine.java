package io.github.safr.model;

import io.github.safr.model.FrozenNetwork.Signature;
import io.github.safr.tensorflow.TokenBatch;
import java.util.List;
import java.util.function.Function;

/**
 * A network and nothing else, to be measured: units are encoded, cut into windows and put into
 * batches once, in the way of {@link SafrModel}, and then run as often as one likes. One thread at
 * a time calls it.
 */
public final class BareEngine implements AutoCloseable {

  private final FrozenNetwork network;
  private final List<TokenBatch> batches;

  private BareEngine(ModelDirectory directory, DeviceChoice device, List<List<String>> units) {
    TokenEncoder encoder = directory.encoder();
    List<int[][]> pieces = units.stream().map(encoder::encode).toList();
    batches =
        new UnitWindows(pieces, encoder, directory.manifest())
            .batches().stream().map(UnitWindows.Batch::tokens).toList();
    network = new FrozenNetwork(directory.path(), Devices.resolve(device));
  }

  /**
   * Loads the network of a model and prepares its batches.
   *
   * @param location the name of a bundled model, or the path of a model directory
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

  /** Runs every batch for its logits. */
  public void classify() {
    logits();
  }

  /** Runs every batch for its logits and explanations. */
  public void explain() {
    run(Signature.EXPLAIN, outputs -> outputs.floats("tokenScores"));
  }

  /** The logits of every batch, {@code [rows, classes]} row by row. */
  public float[][] logits() {
    return run(Signature.CLASSIFY, outputs -> outputs.floats("logits")).toArray(float[][]::new);
  }

  private <T> List<T> run(Signature signature, Function<FrozenNetwork.Outputs, T> read) {
    return batches.stream().map(batch -> network.run(signature, batch, read)).toList();
  }

  @Override
  public void close() {
    network.close();
  }
}
