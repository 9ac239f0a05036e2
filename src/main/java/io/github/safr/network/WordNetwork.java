package io.github.safr.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The word-level network of the SAFR paper: embedding, word mask, sinusoidal positions, post-norm
 * transformer blocks, mean over tokens, linear classifier.
 *
 * <p>Queries, keys and values come from one matrix product; otherwise the arithmetic is that of the
 * paper's code, and with {@link WordArchitecture#countPadding} equal to it.
 */
final class WordNetwork {

  /** The id of padding. */
  static final int PADDING = 0;

  private static final float MASKED_SCORE = -1e9f;

  private final Ops tf;
  private final Parameters parameters;
  private final Layers layers;
  private final WordArchitecture architecture;
  private final double embeddingDeviation;

  /**
   * @param embeddingDeviation standard deviation that the word embedding starts with, before it is
   *     scaled by the square root of the width
   */
  WordNetwork(
      Ops tf, Parameters parameters, WordArchitecture architecture, double embeddingDeviation) {
    this.tf = tf;
    this.parameters = parameters;
    this.layers = new Layers(tf, parameters);
    this.architecture = architecture;
    this.embeddingDeviation = embeddingDeviation;
  }

  /** The network as it is used: the mask is its keep probability, nothing is dropped. */
  EncoderStates infer(Operand<TInt32> ids) {
    return encode(ids, null);
  }

  /** The network as it is trained: the mask is sampled, values are dropped. */
  EncoderStates train(Operand<TInt32> ids, Noise noise) {
    return encode(ids, noise);
  }

  private EncoderStates encode(Operand<TInt32> ids, Noise noise) {
    int width = architecture.width();
    Operand<TInt32> shape = tf.shape(ids, TInt32.class);
    Operand<TFloat32> valid =
        tf.dtypes.cast(tf.math.notEqual(ids, tf.constant(PADDING)), TFloat32.class);
    Operand<TFloat32> counted = architecture.countPadding() ? tf.onesLike(valid) : valid;

    Operand<TFloat32> words = embed(ids, counted);
    Operand<TFloat32> embedding = unflatten(words, shape, width);
    Operand<TFloat32> keepProbability = tf.onesLike(valid);
    Operand<TFloat32> factor = keepProbability;
    Operand<TFloat32> masked = embedding;
    if (architecture.mask()) {
      WordMask mask = new WordMask(tf, layers, architecture);
      Operand<TFloat32> keepLogit = mask.keepLogit(embedding, words, shape);
      keepProbability = tf.math.sigmoid(keepLogit);
      factor = noise == null ? keepProbability : mask.sample(keepLogit, noise);
      masked = scaleTokens(embedding, factor);
    }

    Operand<TFloat32> state = flatten(drop(tf.math.add(masked, positions(shape)), noise), width);
    List<Operand<TFloat32>> attention = new ArrayList<>();
    List<Operand<TFloat32>> neurons = new ArrayList<>();
    for (int block = 1; block <= architecture.blocks(); block++) {
      String name = "block" + block;
      Operand<TFloat32> attended = attend(name, state, shape, valid, noise, attention);
      Operand<TFloat32> x =
          layers.norm(name + ".norm1", tf.math.add(state, drop(attended, noise)), width);
      Operand<TFloat32> fed = feedForward(name, x, shape, noise, neurons);
      state = layers.norm(name + ".norm2", tf.math.add(x, drop(fed, noise)), width);
    }

    Operand<TFloat32> output = unflatten(state, shape, width);
    Operand<TFloat32> share = meanWeights(counted);
    Operand<TFloat32> pooled = tf.reduceSum(scaleTokens(output, share), tf.constant(1));
    // Pooling and classifier are linear, so a token's share of the logits is exact.
    Operand<TFloat32> scores =
        unflatten(
            layers.project("classifier", state, width, architecture.classes()),
            shape,
            architecture.classes());
    return new EncoderStates(
        valid,
        keepProbability,
        factor,
        masked,
        attention,
        neurons,
        output,
        layers.dense("classifier", pooled, width, architecture.classes()),
        scaleTokens(scores, share));
  }

  /** Word vectors times the square root of the width; zero where nothing counts. */
  private Operand<TFloat32> embed(Operand<TInt32> ids, Operand<TFloat32> counted) {
    int width = architecture.width();
    Operand<TFloat32> rows =
        parameters.rows(
            "embedding",
            Shape.of(architecture.vocabularySize(), width),
            new Initializer.Normal(embeddingDeviation),
            tf.reshape(ids, tf.constant(new int[] {-1})));
    Operand<TFloat32> factor =
        tf.math.mul(
            tf.reshape(counted, tf.constant(new int[] {-1, 1})),
            tf.constant((float) Math.sqrt(width)));
    return tf.math.mul(rows, factor);
  }

  private Operand<TFloat32> attend(
      String name,
      Operand<TFloat32> state,
      Operand<TInt32> shape,
      Operand<TFloat32> valid,
      Noise noise,
      List<Operand<TFloat32>> attention) {
    int width = architecture.width();
    int headSize = architecture.headSize();
    Operand<TFloat32> projected = layers.dense(name + ".attention.input", state, width, 3L * width);
    Operand<TFloat32> split = unflatten(projected, shape, 3, architecture.heads(), headSize);
    List<Output<TFloat32>> queriesKeysValues =
        tf.unstack(
                tf.linalg.transpose(split, tf.constant(new int[] {2, 0, 3, 1, 4})),
                3L,
                Unstack.axis(0L))
            .output();
    Operand<TFloat32> scores =
        tf.math.mul(
            Layers.batchMatMul(tf, queriesKeysValues.get(0), queriesKeysValues.get(1), true),
            tf.constant((float) (1 / Math.sqrt(headSize))));
    Operand<TFloat32> hidden =
        tf.math.mul(tf.math.sub(tf.constant(1f), valid), tf.constant(MASKED_SCORE));
    scores =
        tf.math.add(scores, tf.expandDims(tf.expandDims(hidden, tf.constant(1)), tf.constant(1)));
    Operand<TFloat32> weights = tf.nn.softmax(scores);
    attention.add(weights);
    Operand<TFloat32> mixed =
        Layers.batchMatMul(tf, drop(weights, noise), queriesKeysValues.get(2), false);
    Operand<TFloat32> joined =
        flatten(tf.linalg.transpose(mixed, tf.constant(new int[] {0, 2, 1, 3})), width);
    return layers.dense(name + ".attention.output", joined, width, width);
  }

  private Operand<TFloat32> feedForward(
      String name,
      Operand<TFloat32> x,
      Operand<TInt32> shape,
      Noise noise,
      List<Operand<TFloat32>> neurons) {
    int width = architecture.width();
    int inner = architecture.innerWidth();
    Operand<TFloat32> fired = tf.nn.relu(layers.dense(name + ".ffn.inner", x, width, inner));
    neurons.add(unflatten(fired, shape, inner));
    return layers.dense(name + ".ffn.outer", drop(fired, noise), inner, width);
  }

  private Operand<TFloat32> meanWeights(Operand<TFloat32> counted) {
    Operand<TFloat32> count = tf.reduceSum(counted, tf.constant(1), ReduceSum.keepDims(true));
    return tf.math.div(counted, tf.math.maximum(count, tf.constant(1f)));
  }

  /** Sine at even, cosine at odd dimensions (Vaswani et al., 2017): {@code [1, L, E]}. */
  private Operand<TFloat32> positions(Operand<TInt32> shape) {
    int width = architecture.width();
    float[][] table = new float[architecture.maxTokens()][width];
    for (int position = 0; position < table.length; position++) {
      for (int i = 0; i < width; i++) {
        double angle = position * Math.exp(-Math.log(10000.0) * (i - i % 2) / width);
        table[position][i] = (float) (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    Operand<TInt32> length =
        tf.slice(shape, tf.constant(new int[] {1}), tf.constant(new int[] {1}));
    Operand<TInt32> size =
        tf.concat(List.of(length, tf.constant(new int[] {width})), tf.constant(0));
    return tf.expandDims(
        tf.slice(tf.constant(table), tf.constant(new int[] {0, 0}), size), tf.constant(0));
  }

  private Operand<TFloat32> drop(Operand<TFloat32> x, Noise noise) {
    return noise == null ? x : noise.dropout(x, architecture.dropout());
  }

  /** {@code [B, L, n]} times {@code [B, L]}. */
  private Operand<TFloat32> scaleTokens(Operand<TFloat32> x, Operand<TFloat32> factor) {
    return tf.math.mul(x, tf.expandDims(factor, tf.constant(-1)));
  }

  /** {@code [B, L, ...]} to {@code [B * L, columns]}. */
  private Operand<TFloat32> flatten(Operand<TFloat32> x, int columns) {
    return tf.reshape(x, tf.constant(new int[] {-1, columns}));
  }

  /** {@code [B * L, ...]} to {@code [B, L, tail...]}. */
  private Operand<TFloat32> unflatten(Operand<TFloat32> x, Operand<TInt32> shape, int... tail) {
    return tf.reshape(x, tf.concat(List.of(shape, tf.constant(tail)), tf.constant(0)));
  }
}
