package io.github.safr.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Visibility, neuron allocation and pairs of tokens, computed in the graph so that only small
 * tensors leave it. With {@code x_i} the neurons of token i in one block and {@code G = X X^T}:
 *
 * <ul>
 *   <li>norm {@code |x_i|}
 *   <li>capacity {@code G_ii^2 / sum_j G_ij^2} (Scherlis et al., 2022)
 *   <li>interference {@code sqrt(sum_{j != i} G_ij^2) / |x_i|} (Elhage et al., 2022)
 *   <li>effective neurons {@code (sum_k |x_ik|)^2 / G_ii}, the inverse participation ratio
 * </ul>
 *
 * All of it is zero at padding.
 */
final class ExplanationMeasures {

  /** Below it the logarithm of odds is of no more use than this one's. */
  private static final float LEAST_ODDS = 1e-30f;

  private final Ops tf;
  private final EncoderStates states;
  private final ExplanationSettings settings;
  private final Operand<TFloat32> tokenScores;
  private final NeuronEffects.Effects effects;
  private final int neurons;
  private final Tensors shapes;

  /**
   * @param tokenScores {@code [B, L, C]}: what tokens contribute to the logits
   * @param effects what neurons of the last block add to the label
   * @param neurons {@code F}: neurons of a block
   */
  ExplanationMeasures(
      Ops tf,
      EncoderStates states,
      ExplanationSettings settings,
      Operand<TFloat32> tokenScores,
      NeuronEffects.Effects effects,
      int neurons) {
    this.tf = tf;
    this.neurons = neurons;
    this.shapes = new Tensors(tf);
    this.states = states;
    this.settings = settings;
    this.tokenScores = tokenScores;
    this.effects = effects;
  }

  /**
   * The word mask's keep probability; 1 without a mask.
   *
   * @return {@code [B, L]} in [0, 1]
   */
  Operand<TFloat32> keepProbability() {
    return tf.math.mul(states.keepProbability(), states.valid());
  }

  /** What {@link ExplanationMeasures} yields for a window. */
  record Outputs(
      Operand<TFloat32> measures,
      Operand<TInt32> neurons,
      Operand<TFloat32> activations,
      Operand<TFloat32> effects,
      Operand<TFloat32> pairs) {}

  /**
   * Allocation and pairs; {@code n} is the number of blocks reported.
   *
   * @return measures {@code [B, L, n, 4]} (norm, capacity, interference, effective neurons);
   *     neurons, activations and effects {@code [B, L, n, k]}: of the last block those with the
   *     largest effects, of others, whose effects are 0, those that fire most; pairs {@code [B, p,
   *     5]} (first, second, attention, interference, score), those with a score of 0 or less being
   *     none
   */
  Outputs compute() {
    List<Operand<TFloat32>> measures = new ArrayList<>();
    List<Operand<TInt32>> indices = new ArrayList<>();
    List<Operand<TFloat32>> values = new ArrayList<>();
    List<Operand<TFloat32>> named = new ArrayList<>();
    List<Operand<TFloat32>> cosines = new ArrayList<>();
    Operand<TInt32> shape = tf.shape(states.valid(), TInt32.class);
    // Padding is set to zero in what is small: neurons are by far the largest of all tensors here.
    Operand<TFloat32> pairs = Measures.pairWeights(tf, states.valid());
    for (int block : settings.allocationBlocks()) {
      Operand<TFloat32> x = states.neurons().get(block - 1);
      Operand<TFloat32> gram = Layers.batchMatMul(tf, x, x, true);
      Operand<TFloat32> own = tf.math.mul(diagonal(gram), states.valid());
      Operand<TFloat32> norm = tf.math.sqrt(own);
      measures.add(allocation(x, tf.math.mul(gram, pairs), own, norm));
      cosines.add(cosines(gram, norm));
      boolean last = block == states.neurons().size();
      Operand<TInt32> top =
          new LargestEntries(tf)
              .indices(
                  last ? tf.math.abs(effects.byNeuron()) : x, shape, neurons, settings.neurons());
      Operand<TFloat32> activations = pickNeurons(x, top, states.valid());
      indices.add(top);
      values.add(activations);
      named.add(
          last ? pickNeurons(effects.byNeuron(), top, effects.reach()) : tf.zerosLike(activations));
    }
    Stack.Options byBlock = Stack.axis(2L);
    return new Outputs(
        tf.stack(measures, byBlock),
        tf.stack(indices, byBlock),
        tf.stack(values, byBlock),
        tf.stack(named, byBlock),
        pairs(states.meanAttention(), shapes.mean(cosines), pairs));
  }

  /**
   * @param x {@code [B, L, F]}
   * @param others {@code [B, L, L]}: products of different tokens
   * @param own {@code [B, L]}: products with themselves
   * @param norm their roots
   * @return {@code [B, L, 4]}
   */
  private Operand<TFloat32> allocation(
      Operand<TFloat32> x,
      Operand<TFloat32> others,
      Operand<TFloat32> own,
      Operand<TFloat32> norm) {
    Operand<TFloat32> ownSquare = tf.math.square(own);
    // Summed without the diagonal: subtracting it would leave rounding errors of its size.
    Operand<TFloat32> otherSquares = tf.reduceSum(tf.math.square(others), tf.constant(-1));
    Operand<TFloat32> sum = tf.reduceSum(tf.math.abs(x), tf.constant(-1));
    return tf.stack(
        List.of(
            norm,
            tf.math.divNoNan(ownSquare, tf.math.add(ownSquare, otherSquares)),
            tf.math.divNoNan(tf.math.sqrt(otherSquares), norm),
            tf.math.divNoNan(tf.math.square(sum), own)),
        Stack.axis(-1L));
  }

  private Operand<TFloat32> diagonal(Operand<TFloat32> gram) {
    return tf.linalg.matrixDiagPart(gram, tf.constant(0), tf.constant(0f));
  }

  private Operand<TFloat32> cosines(Operand<TFloat32> gram, Operand<TFloat32> norm) {
    Operand<TFloat32> scale =
        tf.math.mul(tf.expandDims(norm, tf.constant(1)), tf.expandDims(norm, tf.constant(2)));
    return tf.math.divNoNan(gram, scale);
  }

  /**
   * The best pairs of different tokens, each once, by attention (both ways, mean of all blocks)
   * times {@link #interaction}.
   */
  private Operand<TFloat32> pairs(
      Operand<TFloat32> attention, Operand<TFloat32> cosines, Operand<TFloat32> weights) {
    Operand<TFloat32> mutual =
        tf.math.mul(
            tf.math.add(
                attention, tf.linalg.transpose(attention, tf.constant(new int[] {0, 2, 1}))),
            tf.constant(0.5f));
    Operand<TInt32> shape = tf.shape(states.valid(), TInt32.class);
    Operand<TInt32> batch = element(shape, 0);
    Operand<TInt32> length = element(shape, 1);
    Operand<TFloat32> upper = tf.math.mul(weights, upperTriangle(length));
    Operand<TFloat32> score = tf.math.mul(tf.math.mul(mutual, interaction()), upper);

    Operand<TInt32> flat = tf.stack(List.of(batch, tf.math.mul(length, length)));
    Operand<TInt32> wanted =
        tf.math.minimum(tf.constant(settings.pairs()), tf.math.mul(length, length));
    TopK<TFloat32, TInt32> best = tf.nn.topK(tf.reshape(score, flat), wanted, TInt32.class);
    Operand<TInt32> first = tf.math.floorDiv(best.indices(), length);
    Operand<TInt32> second = tf.math.floorMod(best.indices(), length);
    return tf.stack(
        List.of(
            tf.dtypes.cast(first, TFloat32.class),
            tf.dtypes.cast(second, TFloat32.class),
            pick(tf.reshape(mutual, flat), best.indices()),
            pick(tf.reshape(cosines, flat), best.indices()),
            best.values()),
        Stack.axis(-1L));
  }

  /**
   * How much two tokens can be expected to act together on the probability {@code sigmoid(z)} of
   * the window's label, by what they contribute to its log-odds: {@code |s(z) - s(z - c_i) - s(z -
   * c_j) + s(z - c_i - c_j)|}, the second difference that removing them would leave if
   * contributions only added up (exact for two labels, for more as if all others were one).
   *
   * @return {@code [B, L, L]} in [0, 1]
   */
  private Operand<TFloat32> interaction() {
    Operand<TFloat32> logits = states.logits();
    Operand<TInt32> label = tf.math.argMax(logits, tf.constant(1), TInt32.class);
    Operand<TInt32> classes = element(tf.shape(logits, TInt32.class), 1);
    Operand<TFloat32> chosen = tf.oneHot(label, classes, tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> others = tf.math.sub(tf.constant(1f), chosen);
    Operand<TFloat32> own = tf.reduceSum(tf.math.mul(logits, chosen), tf.constant(1));
    // The label's logit is the largest, so no exponential overflows.
    Operand<TFloat32> rest =
        tf.reduceSum(
            tf.math.mul(
                tf.math.exp(tf.math.sub(logits, tf.expandDims(own, tf.constant(1)))), others),
            tf.constant(1));
    Operand<TFloat32> logOdds =
        tf.expandDims(
            tf.math.neg(tf.math.log(tf.math.maximum(rest, tf.constant(LEAST_ODDS)))),
            tf.constant(1));
    Operand<TFloat32> weights =
        tf.math.sub(
            chosen,
            tf.math.div(
                others, tf.math.sub(tf.dtypes.cast(classes, TFloat32.class), tf.constant(1f))));
    Operand<TFloat32> contribution =
        tf.reduceSum(
            tf.math.mul(tokenScores, tf.expandDims(weights, tf.constant(1))), tf.constant(2));
    Operand<TFloat32> first = tf.expandDims(contribution, tf.constant(2));
    Operand<TFloat32> second = tf.expandDims(contribution, tf.constant(1));
    // Of all other labels, which is the same but for its sign: near 0 there are more digits than
    // near 1, where the label's own probability mostly is.
    Operand<TFloat32> whole = tf.expandDims(tf.math.neg(logOdds), tf.constant(2));
    Operand<TFloat32> apart =
        tf.math.add(
            tf.math.sigmoid(tf.math.add(whole, first)),
            tf.math.sigmoid(tf.math.add(whole, second)));
    Operand<TFloat32> together =
        tf.math.add(
            tf.math.sigmoid(whole),
            tf.math.sigmoid(tf.math.add(whole, tf.math.add(first, second))));
    return tf.math.abs(tf.math.sub(together, apart));
  }

  private Operand<TFloat32> upperTriangle(Operand<TInt32> length) {
    Operand<TInt32> positions = tf.range(tf.constant(0), length, tf.constant(1));
    return tf.dtypes.cast(
        tf.math.greater(
            tf.expandDims(positions, tf.constant(0)), tf.expandDims(positions, tf.constant(1))),
        TFloat32.class);
  }

  /**
   * Of each token's values the given ones, times a factor: {@code [B, L, F]} to {@code [B, L, k]}.
   */
  private Operand<TFloat32> pickNeurons(
      Operand<TFloat32> values, Operand<TInt32> neurons, Operand<TFloat32> factor) {
    return shapes.scaleTokens(
        tf.gather(values, neurons, tf.constant(2), Gather.batchDims(2L)), factor);
  }

  private Operand<TFloat32> pick(Operand<TFloat32> rows, Operand<TInt32> indices) {
    return tf.gather(rows, indices, tf.constant(1), Gather.batchDims(1L));
  }

  private Operand<TInt32> element(Operand<TInt32> shape, int index) {
    return tf.reshape(
        tf.slice(shape, tf.constant(new int[] {index}), tf.constant(new int[] {1})),
        tf.constant(new int[0]));
  }
}
