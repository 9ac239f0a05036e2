package io.github.safr.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.tensorflow.engine.SavedModelBundle;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;
import io.github.safr.tensorflow.TokenBatch;
import java.nio.IntBuffer;
import java.util.Locale;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A frozen network, run by DJL's TensorFlow engine. Both signatures share one session, which many
 * threads may use at once; closing waits for those that do.
 */
final class FrozenNetwork implements AutoCloseable {

  /** What is asked of the network. */
  enum Signature {
    CLASSIFY,
    EXPLAIN;

    /** Its name in the SavedModel. */
    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final TfSymbolBlock classify;
  private final TfSymbolBlock explain;
  private final NDManager manager;
  private final ReadWriteLock use = new ReentrantReadWriteLock(true);
  private boolean closed;

  /**
   * Loads a network.
   *
   * @param place where it was read, for messages
   * @throws ModelException if TensorFlow does not start or cannot read it, or it has not what is
   *     asked of it
   */
  FrozenNetwork(CheckedNetwork network, String place, DeviceChoice device) {
    for (Signature signature : Signature.values()) {
      if (!network.signatures().containsKey(signature.key())) {
        throw new ModelException(
            "The network in '" + place + "' cannot " + signature.key() + ". Train it again.");
      }
    }
    TensorFlowEngine.start();
    SavedModelBundle bundle = null;
    try {
      bundle = NetworkInMemory.open(network, Compute.on(device).session());
      explain = new TfSymbolBlock(bundle, Signature.EXPLAIN.key());
      classify = new TfSymbolBlock(bundle, Signature.CLASSIFY.key());
      // TensorFlow moves inputs to the device; making them there would cost a copy more.
      manager = NDManager.newBaseManager(Device.cpu(), TensorFlowEngine.NAME);
    } catch (RuntimeException e) {
      if (bundle != null) {
        bundle.close();
      }
      throw new ModelException(
          "TensorFlow cannot read the network in '" + place + "'. Train the model again.", e);
    }
  }

  /**
   * Runs one batch.
   *
   * @param read takes what it needs from the outputs, which are gone afterwards
   */
  <T> T run(Signature signature, TokenBatch batch, Function<Outputs, T> read) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new ModelException("The model is closed. Load it again.");
      }
      return forward(signature == Signature.EXPLAIN ? explain : classify, batch, read);
    } finally {
      use.readLock().unlock();
    }
  }

  private <T> T forward(TfSymbolBlock block, TokenBatch batch, Function<Outputs, T> read) {
    Shape shape = new Shape(batch.rows(), batch.columns());
    try (NDManager scope = manager.newSubManager()) {
      NDList inputs = new NDList();
      // DJL takes inputs by their places in its own list of them.
      for (String input : block.describeInput().keys()) {
        inputs.add(scope.create(IntBuffer.wrap(values(batch, input)), shape, DataType.INT32));
      }
      try (NDList outputs = block.forward(new ParameterStore(scope, false), inputs, false)) {
        return read.apply(new Outputs(outputs));
      }
    }
  }

  /** Networks of whole words ask for {@code tokens} alone. */
  private static int[] values(TokenBatch batch, String input) {
    return switch (input) {
      case "tokens" -> batch.ids();
      case "owners" -> batch.owners();
      default -> throw new ModelException("The network asks for '" + input + "'. Train it again.");
    };
  }

  /** The outputs of a batch, by name. */
  static final class Outputs {

    private final NDList list;

    private Outputs(NDList list) {
      this.list = list;
    }

    float[] floats(String name) {
      return get(name).toFloatArray();
    }

    int[] integers(String name) {
      return get(name).toIntArray();
    }

    /** Sizes of an output's dimensions. */
    long[] shape(String name) {
      return get(name).getShape().getShape();
    }

    private NDArray get(String name) {
      NDArray array = list.get(name);
      if (array == null) {
        throw new ModelException("The network has no output '" + name + "'. Train it again.");
      }
      return array;
    }
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        manager.close();
        explain.close();
        classify.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
