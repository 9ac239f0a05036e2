package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * SAFR's two terms without what made the published ones miss their aim: only real tokens count,
 * nothing can be gained by shrinking vectors, and both lie in [0, 1] whatever the length of the
 * text (the second a little above where activations, and so cosines, can be negative, as with
 * GELU). They act on the neurons of a feed-forward layer, where tokens are to have neurons of their
 * own or to share them.
 *
 * <p>Mask and attention say which tokens matter and which belong together. They are the weights of
 * the terms and as such carry no gradient, so that neither term can be lowered by calling other
 * tokens important or attending elsewhere. A silent token, none of whose neurons fires, overlaps
 * with nothing.
 */
final class CorrectedTerms {

  private static final float TINY = 1e-6f;

  private final Ops tf;

  CorrectedTerms(Ops tf) {
    this.tf = tf;
  }

  /**
   * Root mean square of the cosines between kept tokens: {@code sqrt(sum_{i != j} m_i m_j cos_ij^2
   * / sum_{i != j} m_i m_j)}, the ratio averaged over texts before the root is taken.
   *
   * @param cosines {@code [B, L, L]}
   * @param mask {@code [B, L]}: how much of each token the network saw, 0 at padding
   */
  Operand<TFloat32> importance(Operand<TFloat32> cosines, Operand<TFloat32> mask) {
    Operand<TFloat32> weights = tf.stopGradient(Measures.pairWeights(tf, mask));
    return Measures.safeSqrt(tf, meanOfRatios(tf.math.square(cosines), weights));
  }

  /**
   * How different the neurons of correlated pairs are: {@code sum_{i != k} E_ik (1 - cos_ik) /
   * sum_{i != k} E_ik}, averaged over texts. {@code E_ik = max(0, A_ik - sum_k A_ik / n)} is the
   * attention beyond what each of the {@code n} tokens would get from a token that prefers none:
   * without the subtraction every pair counts as correlated, and the term undoes {@link
   * #importance}.
   *
   * @param cosines {@code [B, L, L]}
   * @param attention {@code [B, L, L]}, mean of the heads
   * @param valid {@code [B, L]}: 1 for tokens, 0 for padding
   */
  Operand<TFloat32> interaction(
      Operand<TFloat32> cosines, Operand<TFloat32> attention, Operand<TFloat32> valid) {
    Operand<TFloat32> tokens =
        tf.math.maximum(
            tf.reduceSum(valid, tf.constant(1), ReduceSum.keepDims(true)), tf.constant(1f));
    Operand<TFloat32> uniform =
        tf.math.div(
            tf.reduceSum(attention, tf.constant(2), ReduceSum.keepDims(true)),
            tf.expandDims(tokens, tf.constant(-1)));
    Operand<TFloat32> excess = tf.nn.relu(tf.math.sub(attention, uniform));
    Operand<TFloat32> weights =
        tf.stopGradient(tf.math.mul(excess, Measures.pairWeights(tf, valid)));
    return meanOfRatios(tf.math.sub(tf.constant(1f), cosines), weights);
  }

  /**
   * VMASK's information term: the mean over tokens of {@code KL(p || prior)} for keeping and
   * dropping.
   *
   * @param keepProbability {@code [B, L]}
   * @param valid {@code [B, L]}
   * @param prior probability of keeping a token before anything is known, in (0, 1)
   * @return nats a token
   */
  Operand<TFloat32> information(
      Operand<TFloat32> keepProbability, Operand<TFloat32> valid, double prior) {
    Operand<TFloat32> keep =
        tf.clipByValue(keepProbability, tf.constant(TINY), tf.constant(1 - TINY));
    Operand<TFloat32> drop = tf.math.sub(tf.constant(1f), keep);
    Operand<TFloat32> divergence =
        tf.math.add(
            tf.math.mul(keep, tf.math.sub(tf.math.log(keep), tf.constant((float) Math.log(prior)))),
            tf.math.mul(
                drop, tf.math.sub(tf.math.log(drop), tf.constant((float) Math.log1p(-prior)))));
    return tf.math.div(
        total(tf.math.mul(divergence, valid)), tf.math.maximum(total(valid), tf.constant(1f)));
  }

  /** Weighted mean within each text that has pairs, then the mean over those texts. */
  private Operand<TFloat32> meanOfRatios(Operand<TFloat32> values, Operand<TFloat32> weights) {
    Operand<TFloat32> mass = tf.reduceSum(weights, tf.constant(new int[] {1, 2}));
    Operand<TFloat32> sums =
        tf.reduceSum(tf.math.mul(values, weights), tf.constant(new int[] {1, 2}));
    Operand<TFloat32> hasPairs =
        tf.dtypes.cast(tf.math.greater(mass, tf.constant(TINY)), TFloat32.class);
    Operand<TFloat32> ratios =
        tf.math.mul(
            tf.math.div(sums, tf.math.maximum(mass, tf.constant(TINY))), tf.stopGradient(hasPairs));
    return tf.math.div(
        total(ratios), tf.math.maximum(tf.stopGradient(total(hasPairs)), tf.constant(1f)));
  }

  private Operand<TFloat32> total(Operand<TFloat32> x) {
    return tf.reduceSum(tf.reshape(x, tf.constant(new int[] {-1})), tf.constant(0));
  }
}
