package io.github.safr.benchmark;

import io.github.safr.network.Architecture;
import io.github.safr.network.Precision;
import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The matrix products of one training step of a transformer, forward and backward, and nothing
 * else: inputs are there already, in the precision of the products, and results are thrown away.
 */
final class BareProducts implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;
  private final Map<Operand<?>, Operand<?>> inputs = new LinkedHashMap<>();
  private final Result values;
  private final List<Op> products = new ArrayList<>();
  private double operations;

  BareProducts(Architecture shape, int rows, int length, Precision precision) {
    TensorFlowRuntime.load();
    Ops tf = Ops.create(graph);
    Class<? extends TNumber> type =
        precision == Precision.FLOAT32 ? TFloat32.class : TBfloat16.class;
    int n = rows * length;
    int width = shape.width();
    int inner = shape.innerWidth();
    int[][] kernels = {{width, 3 * width}, {width, width}, {width, inner}, {inner, width}};
    for (int block = 0; block < shape.blocks(); block++) {
      for (int[] kernel : kernels) {
        dense(tf, type, n, kernel[0], kernel[1]);
      }
      attention(tf, rows * shape.heads(), length, shape.headSize());
    }
    session = new Session(graph);
    Session.Runner runner = session.runner();
    inputs.values().forEach(runner::fetch);
    values = runner.run();
  }

  /** {@code x W}, and backward {@code dy W^T} and {@code x^T dy}. */
  private <T extends TNumber> void dense(Ops tf, Class<T> type, int n, int in, int out) {
    Operand<T> x = input(tf, type, n, in);
    Operand<T> kernel = input(tf, type, in, out);
    Operand<T> dy = input(tf, type, n, out);
    products.add(tf.linalg.matMul(x, kernel));
    products.add(tf.linalg.matMul(dy, kernel, MatMul.transposeB(true)));
    products.add(tf.linalg.matMul(x, dy, MatMul.transposeA(true)));
    operations += 3 * 2.0 * n * in * out;
  }

  /**
   * Scores and mixtures, each with two products backward; in single precision, as in the network.
   */
  private void attention(Ops tf, int batch, int length, int size) {
    Operand<TFloat32> query = input(tf, TFloat32.class, batch, length, size);
    Operand<TFloat32> key = input(tf, TFloat32.class, batch, length, size);
    Operand<TFloat32> weights = input(tf, TFloat32.class, batch, length, length);
    Operand<TFloat32> gradient = input(tf, TFloat32.class, batch, length, length);
    products.add(batched(tf, query, key, BatchMatMul.adjY(true)));
    products.add(batched(tf, gradient, key));
    products.add(batched(tf, gradient, query, BatchMatMul.adjX(true)));
    Operand<TFloat32> value = input(tf, TFloat32.class, batch, length, size);
    Operand<TFloat32> mixed = input(tf, TFloat32.class, batch, length, size);
    products.add(batched(tf, weights, value));
    products.add(batched(tf, mixed, value, BatchMatMul.adjY(true)));
    products.add(batched(tf, weights, mixed, BatchMatMul.adjX(true)));
    operations += 6 * 2.0 * batch * length * length * size;
  }

  private static Op batched(
      Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, BatchMatMul.Options... options) {
    return tf.train.batchMatMul(a, b, TFloat32.class, options);
  }

  /** One of its own for every product: TensorFlow would compute equal products only once. */
  private <T extends TNumber> Operand<T> input(Ops tf, Class<T> type, long... shape) {
    Placeholder<T> input = tf.placeholder(type, Placeholder.shape(Shape.of(shape)));
    Operand<TFloat32> random =
        tf.random.statelessRandomUniform(
            tf.constant(shape), tf.constant(new long[] {1, inputs.size()}));
    inputs.put(input, tf.dtypes.cast(random, type));
    return input;
  }

  /** Floating-point operations of one run. */
  double operations() {
    return operations;
  }

  /** All products once. */
  void run() {
    Session.Runner runner = session.runner();
    int i = 0;
    for (Operand<?> input : inputs.keySet()) {
      runner.feed(input, values.get(i++));
    }
    products.forEach(runner::addTarget);
    runner.run().close();
  }

  @Override
  public void close() {
    values.close();
    session.close();
    graph.close();
  }
}
