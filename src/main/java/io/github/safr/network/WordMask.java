package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * VMASK (Chen and Ji, 2020): a small network that decides for every token whether the classifier
 * may see it. {@code p = softmax(W2 tanh(W1 e + b1) + b2)} over drop and keep.
 *
 * <p>With a context of {@code n}, the hidden layer also sees the {@code n} neighbours on each side,
 * so that "good" may count for more than it does in "not good"; with 0 it is the paper's.
 */
final class WordMask {

  private static final int DROP_AND_KEEP = 2;

  private final Ops tf;
  private final Layers layers;
  private final Architecture architecture;

  WordMask(Ops tf, Layers layers, Architecture architecture) {
    this.tf = tf;
    this.layers = layers;
    this.architecture = architecture;
  }

  /**
   * Log-odds of keeping each token.
   *
   * @param embedding {@code [B, L, E]}, zero at padding unless padding counts
   * @param flat the same as {@code [B * L, E]}
   * @param shape {@code B} and {@code L}
   * @return {@code [B, L]}
   */
  Operand<TFloat32> keepLogit(
      Operand<TFloat32> embedding, Operand<TFloat32> flat, Operand<TInt32> shape) {
    int width = architecture.width();
    int hidden = architecture.maskHidden();
    Operand<TFloat32> h = layers.dense("mask.hidden", flat, width, hidden);
    for (int distance = 1; distance <= architecture.maskContext(); distance++) {
      for (int side : new int[] {-distance, distance}) {
        Operand<TFloat32> neighbour =
            tf.reshape(shift(embedding, side), tf.constant(new int[] {-1, width}));
        String name = "mask.neighbour" + (side < 0 ? "Before" : "After") + distance;
        h = tf.math.add(h, layers.project(name, neighbour, width, hidden));
      }
    }
    Operand<TFloat32> scores =
        layers.exact().dense("mask.output", tf.math.tanh(h), hidden, DROP_AND_KEEP);
    // The difference of the two scores: softmax over two is the logistic function of it.
    Operand<TFloat32> difference = tf.linalg.matMul(scores, tf.constant(new float[][] {{-1}, {1}}));
    return tf.reshape(difference, shape);
  }

  /**
   * The log-odds of a random draw of the mask at temperature 1: the binary case of Gumbel-softmax,
   * for which the difference of two Gumbel draws is one logistic draw.
   *
   * @param keepLogit {@code [B, L]}
   * @return {@code [B, L]}: its logistic function is the draw
   */
  Operand<TFloat32> noisy(Operand<TFloat32> keepLogit, Noise noise) {
    Operand<TFloat32> u = noise.uniform(tf.shape(keepLogit, TInt32.class));
    Operand<TFloat32> logistic =
        tf.stopGradient(tf.math.sub(tf.math.log(u), tf.math.log(tf.math.sub(tf.constant(1f), u))));
    return tf.math.add(keepLogit, logistic);
  }

  /**
   * The same for a random half of the texts; the others keep their log-odds, and so see the mask
   * that the finished network sees.
   *
   * @param keepLogit {@code [B, L]}
   * @return {@code [B, L]}
   */
  Operand<TFloat32> noisyHalf(Operand<TFloat32> keepLogit, Noise noise) {
    Operand<TInt32> texts =
        tf.slice(
            tf.shape(keepLogit, TInt32.class),
            tf.constant(new int[] {0}),
            tf.constant(new int[] {1}));
    Operand<TFloat32> coin = tf.stopGradient(tf.math.round(noise.uniform(texts)));
    Operand<TFloat32> change = tf.math.sub(noisy(keepLogit, noise), keepLogit);
    return tf.math.add(keepLogit, tf.math.mul(tf.expandDims(coin, tf.constant(1)), change));
  }

  /**
   * A random draw of the mask.
   *
   * @param keepLogit {@code [B, L]}
   * @return {@code [B, L]}: 0 or 1 with the gradient of the soft draw (straight-through), or for a
   *     relaxed mask the soft draw itself, between 0 and 1
   */
  Operand<TFloat32> sample(Operand<TFloat32> keepLogit, Noise noise) {
    Operand<TFloat32> soft = tf.math.sigmoid(noisy(keepLogit, noise));
    if (architecture.relaxedMask()) {
      return soft;
    }
    Operand<TFloat32> hard = tf.stopGradient(tf.math.round(soft));
    return tf.math.add(hard, tf.math.sub(soft, tf.stopGradient(soft)));
  }

  /** Moves tokens along the sentence: position i gets what stands at {@code i + by}, or zeros. */
  private Operand<TFloat32> shift(Operand<TFloat32> x, int by) {
    int ahead = Math.max(by, 0);
    int behind = Math.max(-by, 0);
    Operand<TFloat32> padded =
        tf.pad(x, tf.constant(new int[][] {{0, 0}, {behind, ahead}, {0, 0}}), tf.constant(0f));
    return tf.slice(padded, tf.constant(new int[] {0, ahead, 0}), tf.shape(x, TInt32.class));
  }
}
