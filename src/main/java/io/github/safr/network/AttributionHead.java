package io.github.safr.network;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Says, in the forward pass of the network that it explains, how much each token speaks for each
 * label: a small network on the token states, trained to divide the label's logit among the tokens
 * by what it is on parts of the text (after Jethani et al., 2022, "FastSHAP").
 *
 * <p>Logits count by their difference to the mean of all labels. What a token gets is scaled by its
 * visibility, so that a token that the word mask hides from the classifier cannot be said to matter
 * to it. What the tokens of a window get sums exactly to its logits less the classifier's bias,
 * which is what a text without tokens gets: what the answers of the head leave over is given to all
 * tokens by their visibility.
 */
final class AttributionHead {

  private static final String OUTPUT = "attribution.output";
  private static final int FIRST_HIDDEN = 256;
  private static final int SECOND_HIDDEN = 128;
  private static final double NORM_EPSILON = 1e-5;

  private final Ops tf;
  private final Layers layers;
  private final int features;
  private final int classes;

  AttributionHead(Ops tf, Layers layers, Architecture architecture) {
    this.tf = tf;
    this.layers = layers;
    this.features = features(architecture);
    this.classes = architecture.classes();
  }

  /** Whether weights are those of a network with such a head. */
  static boolean isIn(Map<String, Weight> weights) {
    return weights.containsKey(OUTPUT + ".kernel");
  }

  /**
   * What the head reads of each token: what the network knows of it on every level.
   *
   * @return {@code [B, T, D]}
   */
  static Operand<TFloat32> features(Ops tf, EncoderStates states) {
    return tf.concat(states.levels(), tf.constant(-1));
  }

  /** {@code D}: entries of {@link #features} a token. */
  static int features(Architecture architecture) {
    return architecture.width() * (architecture.blocks() > 1 ? 3 : 2);
  }

  /**
   * The head of a network that is used.
   *
   * @return {@code [B, T, C]}: each token's share of each label's logit
   */
  Operand<TFloat32> scores(EncoderStates states) {
    Operand<TFloat32> visibility = tf.math.mul(states.keepProbability(), states.valid());
    // Where padding counts, its share is no token's.
    Operand<TFloat32> shares = new Tensors(tf).scaleTokens(states.tokenScores(), states.valid());
    return scores(features(tf, states), visibility, shares, null, 0);
  }

  /**
   * The head in training.
   *
   * @param features {@code [B, T, D]}
   * @param visibility {@code [B, T]}: how much the mask lets through; 0 at padding
   * @param shares {@code [B, T, C]}: anything that sums, over the tokens, to logits less bias
   * @param noise null for inference
   * @param dropout probability of dropping a value in training
   * @return {@code [B, T, C]}
   */
  Operand<TFloat32> scores(
      Operand<TFloat32> features,
      Operand<TFloat32> visibility,
      Operand<TFloat32> shares,
      @Nullable Noise noise,
      double dropout) {
    Tensors tensors = new Tensors(tf);
    Operand<TInt32> shape = tf.shape(visibility, TInt32.class);
    Operand<TFloat32> known =
        layers.norm(
            "attribution.norm",
            tensors.flatten(features, this.features),
            this.features,
            NORM_EPSILON);
    Operand<TFloat32> first =
        gelu("attribution.first", drop(known, noise, dropout), this.features, FIRST_HIDDEN);
    Operand<TFloat32> second =
        gelu("attribution.second", drop(first, noise, dropout), FIRST_HIDDEN, SECOND_HIDDEN);
    Operand<TFloat32> answers =
        tensors.unflatten(layers.dense(OUTPUT, second, SECOND_HIDDEN, classes), shape, classes);
    return complete(tensors.scaleTokens(centred(answers), visibility), visibility, centred(shares));
  }

  /** Gives to tokens, by their visibility, what is missing to the sum. */
  private Operand<TFloat32> complete(
      Operand<TFloat32> scores, Operand<TFloat32> visibility, Operand<TFloat32> shares) {
    Operand<TInt32> overTokens = tf.constant(1);
    Operand<TFloat32> missing =
        tf.reduceSum(tf.math.sub(shares, scores), overTokens, ReduceSum.keepDims(true));
    Operand<TFloat32> portion =
        tf.math.divNoNan(
            visibility, tf.reduceSum(visibility, overTokens, ReduceSum.keepDims(true)));
    return tf.math.add(scores, tf.math.mul(missing, tf.expandDims(portion, tf.constant(-1))));
  }

  private Operand<TFloat32> centred(Operand<TFloat32> scores) {
    return tf.math.sub(scores, tf.math.mean(scores, tf.constant(-1), Mean.keepDims(true)));
  }

  private Operand<TFloat32> gelu(String name, Operand<TFloat32> x, int inputs, int outputs) {
    return Transformer.gelu(tf, layers.dense(name, x, inputs, outputs));
  }

  private Operand<TFloat32> drop(Operand<TFloat32> x, @Nullable Noise noise, double dropout) {
    return noise == null ? x : noise.dropout(x, dropout);
  }
}
