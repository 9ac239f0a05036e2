package io.github.safr.benchmark;

import io.github.safr.network.Architecture;
import io.github.safr.tensorflow.TokenBatch;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;

/**
 * The matrix products of a network's blocks for given batches, and nothing else: what a forward
 * pass cannot be faster than while TensorFlow multiplies in single precision. Inputs are where the
 * products are computed, results are thrown away; normalisation, softmax, neurons' activation, word
 * mask and lookup cost nothing here.
 */
final class MatrixProducts implements AutoCloseable {

  private static final int CALLER_ALONE = -1;

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Architecture architecture;
  private final Map<Shape, Variable<TFloat32>> inputs = new LinkedHashMap<>();
  private final List<Op> fills = new ArrayList<>();
  private final List<List<Operand<TFloat32>>> kernels = new ArrayList<>();
  private final IdentityHashMap<TokenBatch, List<Op>> products = new IdentityHashMap<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private final Session session;
  private double operations;

  /**
   * @param threads that compute one batch
   */
  MatrixProducts(Architecture architecture, List<TokenBatch> batches, int threads) {
    this.architecture = architecture;
    int width = architecture.width();
    int inner = architecture.innerWidth();
    for (int block = 0; block < architecture.blocks(); block++) {
      kernels.add(
          List.of(
              kernel(width, 3 * width),
              kernel(width, width),
              kernel(width, inner),
              kernel(inner, width)));
    }
    for (TokenBatch batch : batches) {
      int length =
          architecture.countPadding()
              ? Math.max(batch.columns(), architecture.maxTokens())
              : batch.columns();
      products.put(batch, forward(batch.rows(), length));
    }
    session = new Session(graph, asWritten(threads));
    Session.Runner fill = session.runner();
    fills.forEach(fill::addTarget);
    fill.run().close();
  }

  /**
   * Blocks have the same inputs: TensorFlow is not to compute what it takes for equal only once.
   * Operations run in the thread that asks for them, as those of a model do.
   */
  private static ConfigProto asWritten(int threads) {
    return ConfigProto.newBuilder()
        .setAllowSoftPlacement(true)
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(CALLER_ALONE)
        .setGraphOptions(
            GraphOptions.newBuilder()
                .setOptimizerOptions(
                    OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0))
                .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
        .build();
  }

  private List<Op> forward(int rows, int length) {
    long n = (long) rows * length;
    int heads = architecture.heads();
    int size = architecture.headSize();
    List<Op> products = new ArrayList<>();
    for (List<Operand<TFloat32>> block : kernels) {
      for (Operand<TFloat32> kernel : block) {
        Shape shape = kernel.shape();
        products.add(tf.linalg.matMul(input(n, shape.get(0)), kernel));
        operations += 2.0 * n * shape.size();
      }
      Operand<TFloat32> tokens = input(rows, heads, length, size);
      Operand<TFloat32> weights = input(rows, heads, length, length);
      products.add(tf.train.batchMatMul(tokens, tokens, TFloat32.class, BatchMatMul.adjY(true)));
      products.add(tf.train.batchMatMul(weights, tokens, TFloat32.class));
      operations += 4.0 * n * length * heads * size;
    }
    return products;
  }

  /** One for each shape. */
  private Operand<TFloat32> input(long... dimensions) {
    return inputs.computeIfAbsent(
        Shape.of(dimensions),
        shape -> {
          Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
          Operand<TFloat32> values =
              tf.random.statelessRandomUniform(
                  tf.constant(dimensions), tf.constant(new long[] {1, inputs.size()}));
          fills.add(tf.assign(variable, values));
          return variable;
        });
  }

  private Operand<TFloat32> kernel(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-0.1, 0.1);
    }
    try (TFloat32 tensor = TFloat32.tensorOf(Shape.of(rows, columns), DataBuffers.of(values))) {
      return tf.constantOf(tensor);
    }
  }

  /** Floating-point operations of all batches. */
  double operations() {
    return operations;
  }

  /** The products of one of the batches; several threads may run some at once. */
  void run(TokenBatch batch) {
    Session.Runner runner = session.runner();
    Objects.requireNonNull(products.get(batch)).forEach(runner::addTarget);
    runner.run().close();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
