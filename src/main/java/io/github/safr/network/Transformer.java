package io.github.safr.network;

import io.github.safr.tensorflow.InnerTensors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Post-norm transformer blocks (Vaswani et al., 2017). Queries, keys and values come from one
 * matrix product.
 */
final class Transformer {

  /** What a neuron makes of its input. */
  enum Activation {
    /** {@code max(0, x)}. */
    RELU,
    /** {@code x Phi(x)}, with the normal distribution's Phi (Hendrycks and Gimpel, 2016). */
    GELU
  }

  /**
   * In what the paper's blocks and BERT's differ.
   *
   * @param activation of the neurons
   * @param normEpsilon added to variances in layer normalisation
   * @param dropsInside whether dropout acts on attention and neurons, too, and not only on what a
   *     layer adds to the state
   */
  record Style(Activation activation, double normEpsilon, boolean dropsInside) {

    /** The published code of SAFR. */
    static final Style PAPER = new Style(Activation.RELU, 1e-5, true);

    /**
     * BERT (Devlin et al., 2019) without the dropout of attention, whose draws take time and which
     * a few passes over the data hardly need.
     */
    static Style bert(double normEpsilon) {
      return new Style(Activation.GELU, normEpsilon, false);
    }
  }

  /**
   * What one block computes.
   *
   * @param state {@code [B * L, E]}
   * @param attention {@code [B, H, L, L]}; rows sum to 1
   * @param neurons {@code [B, L, F]}: the feed-forward layer after its activation
   * @param inverseDeviation {@code [B, L]}: what the normalisation at the end multiplied by
   */
  record Block(
      Operand<TFloat32> state,
      Operand<TFloat32> attention,
      Operand<TFloat32> neurons,
      Operand<TFloat32> inverseDeviation) {}

  private final Ops tf;
  private final Layers layers;
  private final Architecture architecture;
  private final Style style;

  Transformer(Ops tf, Layers layers, Architecture architecture, Style style) {
    this.tf = tf;
    this.layers = layers;
    this.architecture = architecture;
    this.style = style;
  }

  /**
   * One block.
   *
   * @param number its number, from 1
   * @param state {@code [B * L, E]}
   * @param shape {@code B} and {@code L}
   * @param visibility {@code [B, L]}: added to the scores of attending to each position
   * @param noise null for inference
   */
  Block block(
      int number,
      Operand<TFloat32> state,
      Operand<TInt32> shape,
      Operand<TFloat32> visibility,
      @Nullable Noise noise) {
    String name = "block" + number;
    int width = architecture.width();
    int inner = architecture.innerWidth();
    int headSize = architecture.headSize();
    Tensors tensors = new Tensors(tf);

    Operand<TFloat32> projected = layers.dense(name + ".attention.input", state, width, 3L * width);
    Operand<TFloat32> split =
        tensors.unflatten(projected, shape, 3, architecture.heads(), headSize);
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
    scores =
        tf.math.add(
            scores, tf.expandDims(tf.expandDims(visibility, tf.constant(1)), tf.constant(1)));
    Operand<TFloat32> attention = tf.nn.softmax(scores);
    Operand<TFloat32> mixed =
        Layers.batchMatMul(
            tf,
            style.dropsInside() ? drop(attention, noise) : attention,
            queriesKeysValues.get(2),
            false);
    Operand<TFloat32> joined =
        tensors.flatten(tf.linalg.transpose(mixed, tf.constant(new int[] {0, 2, 1, 3})), width);
    Operand<TFloat32> attended = layers.dense(name + ".attention.output", joined, width, width);
    Operand<TFloat32> x = norm(name + ".norm1", tf.math.add(state, drop(attended, noise)));

    Operand<TFloat32> fired =
        layers.named(
            InnerTensors.neurons(number),
            activate(layers.dense(name + ".ffn.inner", x, width, inner)));
    Operand<TFloat32> fed =
        layers.dense(outer(number), style.dropsInside() ? drop(fired, noise) : fired, inner, width);
    Layers.Normalized output =
        layers.normalized(
            outerNorm(number), tf.math.add(x, drop(fed, noise)), width, style.normEpsilon());
    return new Block(
        output.value(),
        attention,
        tensors.unflatten(fired, shape, inner),
        tf.reshape(output.inverseDeviation(), shape));
  }

  /** Name of the layer by which a block's neurons act on its state. */
  static String outer(int block) {
    return "block" + block + ".ffn.outer";
  }

  /** Name of the normalisation at the end of a block. */
  static String outerNorm(int block) {
    return "block" + block + ".norm2";
  }

  private Operand<TFloat32> norm(String name, Operand<TFloat32> x) {
    return layers.norm(name, x, architecture.width(), style.normEpsilon());
  }

  private Operand<TFloat32> activate(Operand<TFloat32> x) {
    return style.activation() == Activation.RELU ? tf.nn.relu(x) : gelu(tf, x);
  }

  /** {@code x Phi(x)}, of any shape. */
  static Operand<TFloat32> gelu(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> half = tf.math.mul(x, tf.constant(0.5f));
    Operand<TFloat32> erf = tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
    return tf.math.mul(half, tf.math.add(erf, tf.constant(1f)));
  }

  private Operand<TFloat32> drop(Operand<TFloat32> x, @Nullable Noise noise) {
    return noise == null ? x : noise.dropout(x, architecture.dropout());
  }
}
