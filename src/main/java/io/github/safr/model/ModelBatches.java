package io.github.safr.model;

import io.github.safr.batching.BatchFailedException;
import io.github.safr.batching.BatchMetrics;
import io.github.safr.batching.Batcher;
import io.github.safr.model.FrozenNetwork.Signature;
import io.github.safr.model.UnitWindows.Part;
import io.github.safr.tensorflow.TokenBatch;
import java.util.List;

/** Runs windows of all callers of a model through its network, in common batches. */
final class ModelBatches implements AutoCloseable {

  private final ModelManifest manifest;
  private final FrozenNetwork network;
  private final Batcher<Signature, Part, WindowResult> batcher;
  private final PublishedMetrics published;

  /**
   * @param network closed with this
   * @param device where it runs
   */
  ModelBatches(ModelManifest manifest, FrozenNetwork network, DeviceChoice device) {
    this.manifest = manifest;
    this.network = network;
    this.batcher =
        new Batcher<>(
            "safr-" + manifest.name(),
            this::run,
            Part::length,
            Compute.on(device).settings(manifest));
    this.published = PublishedMetrics.of(manifest.id(), device, batcher::metrics);
  }

  /** One call of the model, from its beginning. */
  final class Visit implements AutoCloseable {

    private final Batcher<Signature, Part, WindowResult>.Visit visit = batcher.visit();

    private Visit() {}

    /** One result a window, in their order. */
    List<WindowResult> run(Signature signature, List<Part> windows) {
      try {
        return visit.run(signature, windows);
      } catch (BatchFailedException e) {
        throw e.getCause() instanceof ModelException cause
            ? new ModelException(cause.getMessage(), cause)
            : new ModelException("The network failed on " + windows.size() + " windows.", e);
      } catch (IllegalStateException e) {
        throw new ModelException("The model is closed. Load it again.", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ModelException("The thread was interrupted while it waited for the model.", e);
      }
    }

    @Override
    public void close() {
      visit.close();
    }
  }

  /** To be opened before texts are encoded, so that others' batches may wait for them. */
  Visit visit() {
    return new Visit();
  }

  private List<WindowResult> run(Signature signature, List<Part> windows) {
    TokenBatch batch = TokenBatch.of(windows.stream().map(Part::sequence).toList());
    int[] tokens = windows.stream().mapToInt(part -> part.window().length()).toArray();
    return List.of(
        network.run(
            signature,
            batch,
            outputs ->
                signature == Signature.EXPLAIN
                    ? WindowResult.explained(outputs, manifest, tokens)
                    : WindowResult.classified(outputs, tokens.length)));
  }

  BatchMetrics metrics() {
    return batcher.metrics();
  }

  @Override
  public void close() {
    published.close();
    batcher.close();
    network.close();
  }
}
