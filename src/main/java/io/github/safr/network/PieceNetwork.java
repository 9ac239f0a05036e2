package io.github.safr.network;

import io.github.safr.tensorflow.InnerTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A pretrained encoder of BERT's kind with a word mask, read by tokens: embeddings of word pieces
 * and positions, normalised; post-norm blocks with GELU; mean over tokens, linear classifier.
 *
 * <p>The mask says for each token how visible it is. All pieces of a token share its keep
 * probability {@code p}: attention to them is multiplied by it (its logarithm is added to the
 * scores), and so is the token's weight in the mean. A token with {@code p = 0} is as good as
 * deleted, which is what such an encoder knows from padding; scaling its embedding instead would
 * leave something at its place that the encoder has never seen.
 *
 * <p>What pieces do is merged back onto tokens: states and neurons of a token are the mean of its
 * pieces'; attention between two tokens is the sum over the pieces attended to and the mean over
 * those that attend. Marks of begin and end are part of no token.
 */
final class PieceNetwork implements Encoder {

  private final Ops tf;
  private final Parameters parameters;
  private final Layers layers;
  private final Tensors tensors;
  private final PieceArchitecture architecture;

  PieceNetwork(Ops tf, Parameters parameters, Layers layers, PieceArchitecture architecture) {
    this.tf = tf;
    this.parameters = parameters;
    this.layers = layers;
    this.tensors = new Tensors(tf);
    this.architecture = architecture;
  }

  @Override
  public EncoderStates infer(Input input) {
    return encode(input, null);
  }

  @Override
  public EncoderStates train(Input input, Noise noise) {
    return encode(input, noise);
  }

  @Override
  public boolean readsOwners() {
    return true;
  }

  private EncoderStates encode(Input input, @Nullable Noise noise) {
    int width = architecture.width();
    Operand<TInt32> pieceShape = tf.shape(input.ids(), TInt32.class);
    Ownership tokens = ownership(input.owners());
    Operand<TFloat32> padding =
        tf.dtypes.cast(tf.math.equal(input.ids(), tf.constant(0)), TFloat32.class);

    Operand<TFloat32> pieces = layers.named(InnerTensors.EMBEDDING, lookUp(input.ids()));
    Operand<TFloat32> embedding = embed(pieces, pieceShape);
    // Without positions: a word is not to matter more for where it stands.
    Operand<TFloat32> words = tokens.merge(tensors.unflatten(normalize(pieces), pieceShape, width));
    Operand<TFloat32> keepProbability = tf.onesLike(tokens.valid());
    Operand<TFloat32> mask = keepProbability;
    Operand<TFloat32> visibility = tf.math.mul(padding, tf.constant(WordNetwork.HIDDEN));
    if (architecture.mask()) {
      WordMask wordMask = new WordMask(tf, layers, architecture);
      Operand<TFloat32> keepLogit =
          wordMask.keepLogit(words, tensors.flatten(words, width), tokens.shape());
      Operand<TFloat32> drawn = noise == null ? keepLogit : wordMask.noisyHalf(keepLogit, noise);
      keepProbability = tf.math.sigmoid(keepLogit);
      mask = tf.math.sigmoid(drawn);
      Operand<TFloat32> logarithm = tf.math.neg(tf.math.softplus(tf.math.neg(drawn)));
      visibility = tf.math.add(visibility, tokens.spread(logarithm));
    }

    Transformer transformer =
        new Transformer(
            tf, layers, architecture, Transformer.Style.bert(architecture.normEpsilon()));
    Operand<TFloat32> state = drop(embedding, noise);
    List<Operand<TFloat32>> headAttention = new ArrayList<>();
    List<Operand<TFloat32>> attention = new ArrayList<>();
    List<Operand<TFloat32>> neurons = new ArrayList<>();
    Transformer.@Nullable Block last = null;
    List<Operand<TFloat32>> levels = new ArrayList<>(List.of(words));
    for (int number = 1; number <= architecture.blocks(); number++) {
      Transformer.Block block = transformer.block(number, state, pieceShape, visibility, noise);
      state = block.state();
      headAttention.add(block.attention());
      attention.add(
          layers.named(
              InnerTensors.attention(number),
              tokens.mergePairs(tf.math.mean(block.attention(), tf.constant(1)))));
      neurons.add(tokens.merge(block.neurons()));
      last = block;
      if (number == architecture.blocks() / 2) {
        levels.add(tokens.merge(tensors.unflatten(state, pieceShape, width)));
      }
    }

    Operand<TFloat32> output = tokens.merge(tensors.unflatten(state, pieceShape, width));
    levels.add(output);
    Operand<TFloat32> share = shares(tf.math.mul(mask, tokens.valid()));
    Operand<TFloat32> pooled = tf.reduceSum(tensors.scaleTokens(output, share), tf.constant(1));
    // Merging, pooling and classifier are linear, so a token's share of the logits is exact.
    Operand<TFloat32> scores =
        tensors.unflatten(
            layers
                .exact()
                .project(
                    "classifier", tensors.flatten(output, width), width, architecture.classes()),
            tokens.shape(),
            architecture.classes());
    Transformer.Block end = Objects.requireNonNull(last, "there is at least one block");
    return new EncoderStates(
        tokens.valid(),
        keepProbability,
        mask,
        tensors.scaleTokens(words, mask),
        headAttention,
        attention,
        // Merged once and not block by block.
        tokens.mergePairs(tf.math.mean(tensors.mean(headAttention), tf.constant(1))),
        neurons,
        levels,
        output,
        tokens.merge(end.neurons(), end.inverseDeviation()),
        share,
        layers.exact().dense("classifier", drop(pooled, noise), width, architecture.classes()),
        tensors.scaleTokens(scores, share));
  }

  /** Embeddings of pieces: {@code [B * L, E]}. */
  private Operand<TFloat32> lookUp(Operand<TInt32> ids) {
    return parameters.rows(
        "embedding",
        Shape.of(architecture.vocabularySize(), architecture.width()),
        new Initializer.Normal(0.02),
        tf.reshape(ids, tf.constant(new int[] {-1})));
  }

  /** Pieces and positions, normalised: {@code [B * L, E]}. */
  private Operand<TFloat32> embed(Operand<TFloat32> pieces, Operand<TInt32> shape) {
    int width = architecture.width();
    Operand<TInt32> size =
        tf.concat(List.of(tensors.size(shape, 1), tf.constant(new int[] {width})), tf.constant(0));
    Operand<TFloat32> positions =
        tf.slice(
            parameters.get(
                "position",
                Shape.of(architecture.positions(), width),
                new Initializer.Normal(0.02)),
            tf.constant(new int[] {0, 0}),
            size);
    Operand<TFloat32> sum =
        tf.math.add(
            tensors.unflatten(pieces, shape, width), tf.expandDims(positions, tf.constant(0)));
    return normalize(tensors.flatten(sum, width));
  }

  private Operand<TFloat32> normalize(Operand<TFloat32> embedding) {
    return layers.norm(
        "embedding.norm", embedding, architecture.width(), architecture.normEpsilon());
  }

  /**
   * Each token's weight in the mean: {@code [B, T]}. With a mask one more token is counted, fully
   * visible and zero: so hiding all tokens alike is no way to have them all seen, and a text that
   * is hidden as a whole is no text.
   */
  private Operand<TFloat32> shares(Operand<TFloat32> visible) {
    Operand<TFloat32> sum = tf.reduceSum(visible, tf.constant(1), ReduceSum.keepDims(true));
    Operand<TFloat32> total =
        architecture.mask()
            ? tf.math.add(sum, tf.constant(1f))
            : tf.math.maximum(sum, tf.constant(1f));
    return tf.math.div(visible, total);
  }

  private Operand<TFloat32> drop(Operand<TFloat32> x, @Nullable Noise noise) {
    return noise == null ? x : noise.dropout(x, architecture.dropout());
  }

  private Ownership ownership(Operand<TInt32> owners) {
    Operand<TInt32> most =
        tf.reduceMax(tf.reshape(owners, tf.constant(new int[] {-1})), tf.constant(0));
    Operand<TInt32> count = tf.math.maximum(tf.math.add(most, tf.constant(1)), tf.constant(1));
    Operand<TFloat32> belongs = tf.oneHot(owners, count, tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> pieces = tf.reduceSum(belongs, tf.constant(1));
    Operand<TFloat32> average =
        tf.math.div(
            belongs, tf.expandDims(tf.math.maximum(pieces, tf.constant(1f)), tf.constant(1)));
    return new Ownership(
        belongs, average, tf.math.minimum(pieces, tf.constant(1f)), tf.shape(pieces, TInt32.class));
  }

  /** Which pieces belong to which token, and what follows from it. */
  private final class Ownership {

    /** {@code [B, L, T]}: 1 where piece L is part of token T. */
    private final Operand<TFloat32> belongs;

    /** The same divided by the pieces of the token. */
    private final Operand<TFloat32> average;

    /** {@code [B, T]}: 1 for tokens, 0 for padding. */
    private final Operand<TFloat32> valid;

    /** {@code B} and {@code T}. */
    private final Operand<TInt32> shape;

    Ownership(
        Operand<TFloat32> belongs,
        Operand<TFloat32> average,
        Operand<TFloat32> valid,
        Operand<TInt32> shape) {
      this.belongs = tf.stopGradient(belongs);
      this.average = tf.stopGradient(average);
      this.valid = tf.stopGradient(valid);
      this.shape = shape;
    }

    Operand<TFloat32> valid() {
      return valid;
    }

    Operand<TInt32> shape() {
      return shape;
    }

    /** Means of pieces: {@code [B, L, n]} to {@code [B, T, n]}. */
    Operand<TFloat32> merge(Operand<TFloat32> pieces) {
      return tf.train.batchMatMul(average, pieces, TFloat32.class, BatchMatMul.adjX(true));
    }

    /** The same of pieces times a factor each, {@code [B, L]}. */
    Operand<TFloat32> merge(Operand<TFloat32> pieces, Operand<TFloat32> factor) {
      return tf.train.batchMatMul(
          tensors.scaleTokens(average, factor), pieces, TFloat32.class, BatchMatMul.adjX(true));
    }

    /**
     * Means over attending pieces of sums over attended ones: {@code [B, L, L]} to {@code [B, T,
     * T]}.
     */
    Operand<TFloat32> mergePairs(Operand<TFloat32> pieces) {
      return Layers.batchMatMul(tf, merge(pieces), belongs, false);
    }

    /** To every piece its token's value, to others 0: {@code [B, T]} to {@code [B, L]}. */
    Operand<TFloat32> spread(Operand<TFloat32> tokens) {
      return tf.reshape(
          Layers.batchMatMul(tf, belongs, tf.expandDims(tokens, tf.constant(-1)), false),
          tf.shape(tf.reduceSum(belongs, tf.constant(2)), TInt32.class));
    }
  }
}
