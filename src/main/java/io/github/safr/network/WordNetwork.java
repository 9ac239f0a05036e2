package io.github.safr.network;

import io.github.safr.tensorflow.InnerTensors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The word-level network of the SAFR paper: embedding, word mask, sinusoidal positions, post-norm
 * transformer blocks, mean over tokens, linear classifier.
 *
 * <p>The arithmetic is that of the paper's code, and with {@link WordArchitecture#countPadding}
 * equal to it.
 */
final class WordNetwork implements Encoder {

  /** The id of padding. */
  static final int PADDING = 0;

  /** Added to the scores of attending to padding. */
  static final float HIDDEN = -1e9f;

  private final Ops tf;
  private final Parameters parameters;
  private final Layers layers;
  private final Tensors tensors;
  private final WordArchitecture architecture;
  private final double embeddingDeviation;

  /**
   * @param embeddingDeviation standard deviation that the word embedding starts with, before it is
   *     scaled by the square root of the width
   */
  WordNetwork(
      Ops tf,
      Parameters parameters,
      Layers layers,
      WordArchitecture architecture,
      double embeddingDeviation) {
    this.tf = tf;
    this.parameters = parameters;
    this.layers = layers;
    this.tensors = new Tensors(tf);
    this.architecture = architecture;
    this.embeddingDeviation = embeddingDeviation;
  }

  @Override
  public EncoderStates infer(Input input) {
    return encode(input.ids(), null);
  }

  @Override
  public EncoderStates train(Input input, Noise noise) {
    return encode(input.ids(), noise);
  }

  @Override
  public boolean readsOwners() {
    return false;
  }

  private EncoderStates encode(Operand<TInt32> ids, @Nullable Noise noise) {
    int width = architecture.width();
    Operand<TInt32> shape = tf.shape(ids, TInt32.class);
    Operand<TFloat32> valid =
        tf.dtypes.cast(tf.math.notEqual(ids, tf.constant(PADDING)), TFloat32.class);
    Operand<TFloat32> counted = architecture.countPadding() ? tf.onesLike(valid) : valid;

    Operand<TFloat32> words = layers.named(InnerTensors.EMBEDDING, embed(ids, counted));
    Operand<TFloat32> embedding = tensors.unflatten(words, shape, width);
    Operand<TFloat32> keepProbability = tf.onesLike(valid);
    Operand<TFloat32> factor = keepProbability;
    Operand<TFloat32> masked = embedding;
    if (architecture.mask()) {
      WordMask mask = new WordMask(tf, layers, architecture);
      Operand<TFloat32> keepLogit = mask.keepLogit(embedding, words, shape);
      keepProbability = tf.math.sigmoid(keepLogit);
      factor = noise == null ? keepProbability : mask.sample(keepLogit, noise);
      masked = tensors.scaleTokens(embedding, factor);
    }

    Operand<TFloat32> state =
        tensors.flatten(drop(tf.math.add(masked, positions(shape)), noise), width);
    Operand<TFloat32> visibility =
        tf.math.mul(tf.math.sub(tf.constant(1f), valid), tf.constant(HIDDEN));
    Transformer transformer = new Transformer(tf, layers, architecture, Transformer.Style.PAPER);
    List<Operand<TFloat32>> headAttention = new ArrayList<>();
    List<Operand<TFloat32>> attention = new ArrayList<>();
    List<Operand<TFloat32>> neurons = new ArrayList<>();
    Operand<TFloat32> inverseDeviation = null;
    List<Operand<TFloat32>> levels = new ArrayList<>(List.of(embedding));
    for (int number = 1; number <= architecture.blocks(); number++) {
      Transformer.Block block = transformer.block(number, state, shape, visibility, noise);
      state = block.state();
      headAttention.add(block.attention());
      attention.add(
          layers.named(
              InnerTensors.attention(number), tf.math.mean(block.attention(), tf.constant(1))));
      neurons.add(block.neurons());
      inverseDeviation = block.inverseDeviation();
      if (number == architecture.blocks() / 2) {
        levels.add(tensors.unflatten(state, shape, width));
      }
    }

    Operand<TFloat32> output = tensors.unflatten(state, shape, width);
    levels.add(output);
    Operand<TFloat32> share = meanWeights(counted);
    Operand<TFloat32> pooled = tf.reduceSum(tensors.scaleTokens(output, share), tf.constant(1));
    // Pooling and classifier are linear, so a token's share of the logits is exact.
    Operand<TFloat32> scores =
        tensors.unflatten(
            layers.exact().project("classifier", state, width, architecture.classes()),
            shape,
            architecture.classes());
    return new EncoderStates(
        valid,
        keepProbability,
        factor,
        masked,
        headAttention,
        attention,
        tensors.mean(attention),
        neurons,
        levels,
        output,
        neurons.get(neurons.size() - 1),
        tf.math.mul(inverseDeviation, share),
        layers.exact().dense("classifier", pooled, width, architecture.classes()),
        tensors.scaleTokens(scores, share));
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

  private Operand<TFloat32> drop(Operand<TFloat32> x, @Nullable Noise noise) {
    return noise == null ? x : noise.dropout(x, architecture.dropout());
  }
}
