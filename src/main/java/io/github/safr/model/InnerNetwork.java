package io.github.safr.model;

import io.github.safr.tensorflow.InnerTensors;
import io.github.safr.tensorflow.TokenBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The frozen network of a model with its inside open: values that have a name in {@link
 * InnerTensors} are read and replaced, and gradients are added to the graph.
 */
final class InnerNetwork implements AutoCloseable {

  /**
   * The value of a tensor.
   *
   * @param shape its dimensions
   * @param values its entries, row by row
   */
  record Values(long[] shape, float[] values) {

    private static Values of(TFloat32 tensor) {
      float[] values = new float[Math.toIntExact(tensor.size())];
      tensor.copyTo(DataBuffers.of(values));
      return new Values(tensor.shape().asArray(), values);
    }

    private TFloat32 toTensor() {
      return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values));
    }

    /** Length of its last dimension. */
    int width() {
      return Math.toIntExact(shape[shape.length - 1]);
    }
  }

  private static final String SIGNATURE = "classify";
  private static final String LOGITS = "logits";

  /** The input that networks of whole words lack; the other one is the pieces. */
  private static final String OWNERS = "owners";

  private static final String LIBRARY = "safr-uima";

  private final Graph graph;
  private final Session session;

  /** Names of the inputs' tensors, by what the signature calls them. */
  private final Map<String, String> inputs = new HashMap<>();

  private final String logits;
  private final int blocks;
  private final Placeholder<TFloat32> weights;
  private final Output<?> gradient;

  /**
   * Reads the network of a model.
   *
   * @throws ModelException if TensorFlow cannot read it, or it does not name what is inside
   */
  InnerNetwork(ModelDirectory directory, DeviceChoice wanted) {
    CheckedNetwork network = directory.network();
    DeviceChoice device = Devices.resolve(wanted);
    graph = new Graph();
    try {
      SignatureDef signature = network.signatures().get(SIGNATURE);
      if (signature == null) {
        throw new ModelException(
            "The network in '" + directory.place() + "' cannot classify. Train it again.");
      }
      signature.getInputsMap().forEach((input, info) -> inputs.put(input, info.getName()));
      logits = signature.getOutputsOrThrow(LOGITS).getName();
      graph.importGraphDef(network.graph());
      blocks = countBlocks(graph);
      if (blocks == 0) {
        throw new ModelException(unnamed(directory.manifest()));
      }
      Ops tf = Ops.create(graph);
      weights = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1)));
      Output<TFloat32> scores = graph.outputOrThrow(logits).expect(TFloat32.class);
      Output<?> sum =
          tf.reduceSum(tf.math.mul(scores, weights), tf.constant(new int[] {0, 1})).asOutput();
      Output<?> embedding = graph.operationOrThrow(InnerTensors.EMBEDDING).output(0);
      gradient = graph.addGradients(sum, new Output<?>[] {embedding})[0];
      session = new Session(graph, Compute.on(device).session());
    } catch (ModelException e) {
      graph.close();
      throw e;
    } catch (RuntimeException e) {
      // TensorFlow tells what it cannot do by several unrelated exceptions.
      graph.close();
      throw new ModelException(
          "The network in '" + directory.place() + "' cannot be inspected. Train the model again.",
          e);
    }
  }

  /** Blocks that show both attention and neurons; none if the embedding has no name. */
  private static int countBlocks(Graph graph) {
    int count = 0;
    while (graph.operation(InnerTensors.EMBEDDING) != null
        && graph.operation(InnerTensors.attention(count + 1)) != null
        && graph.operation(InnerTensors.neurons(count + 1)) != null) {
      count++;
    }
    return count;
  }

  private static String unnamed(ModelManifest manifest) {
    String maker = manifest.libraries() == null ? null : manifest.libraries().get(LIBRARY);
    return "The model '"
        + manifest.id()
        + "' was made by "
        + (maker == null ? "an unknown version of " + LIBRARY : LIBRARY + " " + maker)
        + " without names for what is inside its network, so that nothing can be read there. Train"
        + " it again with this version ("
        + Versions.own()
        + ").";
  }

  /** Number of transformer blocks. */
  int blocks() {
    return blocks;
  }

  /** Number of neurons of a block. */
  int neurons(int block) {
    return Math.toIntExact(graph.outputOrThrow(InnerTensors.neurons(block)).shape().get(1));
  }

  /**
   * Reads a value inside the network.
   *
   * @param name one of {@link InnerTensors}
   */
  Values read(String name, TokenBatch batch) {
    return run(batch, Map.of(), graph.operationOrThrow(name).output(0));
  }

  /**
   * Classifies.
   *
   * @param replaced what stands for values inside the network, by names of {@link InnerTensors}
   * @return {@code [B, C]}
   */
  Values logits(TokenBatch batch, Map<String, Values> replaced) {
    return run(batch, replaced, graph.outputOrThrow(logits));
  }

  /**
   * The gradient of a weighted sum of logits with respect to the embedding.
   *
   * @param embedding {@code [B * L, E]}: where the gradient is taken
   * @param logitWeights {@code [B, C]}
   * @return {@code [B * L, E]}
   */
  Values gradient(TokenBatch batch, Values embedding, Values logitWeights) {
    return run(
        batch,
        Map.of(InnerTensors.EMBEDDING, embedding, weights.op().name(), logitWeights),
        gradient);
  }

  private Values run(TokenBatch batch, Map<String, Values> fed, Output<?> wanted) {
    List<TFloat32> tensors = new ArrayList<>();
    Shape shape = Shape.of(batch.rows(), batch.columns());
    try (TInt32 ids = TInt32.tensorOf(shape, DataBuffers.of(batch.ids()));
        TInt32 owners = TInt32.tensorOf(shape, DataBuffers.of(batch.owners()))) {
      Session.Runner runner = session.runner().fetch(wanted);
      inputs.forEach((input, name) -> runner.feed(name, input.equals(OWNERS) ? owners : ids));
      fed.forEach(
          (name, values) -> {
            TFloat32 tensor = values.toTensor();
            tensors.add(tensor);
            runner.feed(name, tensor);
          });
      try (Result result = runner.run()) {
        return Values.of((TFloat32) result.get(0));
      }
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
