package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What the neurons of the last block do to the label: what each adds, at each token, to the label's
 * logit less the mean of the others'. Behind the last block there is only a normalisation, a mean
 * over tokens and a linear classifier, so the way from neuron to label can be followed exactly (as
 * in "direct logit attribution", Elhage et al., 2021), the deviation that the normalisation divides
 * by taken as it is. In earlier blocks there is no such way: later ones change what they get.
 */
final class NeuronEffects {

  private final Ops tf;
  private final Layers layers;
  private final Architecture architecture;

  NeuronEffects(Ops tf, Layers layers, Architecture architecture) {
    this.tf = tf;
    this.layers = layers;
    this.architecture = architecture;
  }

  /**
   * Effects of neurons; the effect is the product of both parts.
   *
   * @param byNeuron {@code [B, L, F]}: as its neurons compare at one token; what padding has is
   *     open
   * @param reach {@code [B, L]}: what all of a token's have in common, not negative; 0 at padding
   */
  record Effects(Operand<TFloat32> byNeuron, Operand<TFloat32> reach) {}

  /** Effects on the most probable label of each window. */
  Effects compute(EncoderStates states) {
    Operand<TInt32> label = tf.math.argMax(states.logits(), tf.constant(1), TInt32.class);
    Operand<TFloat32> direction = tf.gather(directions(), label, tf.constant(0));
    return new Effects(
        tf.math.mul(states.lastNeurons(), tf.expandDims(direction, tf.constant(1))),
        tf.math.mul(states.neuronReach(), states.valid()));
  }

  /** What a neuron's unit of output adds to the margin of each class: {@code [C, F]}. */
  private Operand<TFloat32> directions() {
    int width = architecture.width();
    int neurons = architecture.innerWidth();
    int classes = architecture.classes();
    int last = architecture.blocks();
    Operand<TFloat32> outer =
        layers.weight(Transformer.outer(last) + ".kernel", Shape.of(neurons, width));
    Operand<TFloat32> scale =
        layers.weight(Transformer.outerNorm(last) + ".scale", Shape.of(width));
    Operand<TFloat32> classifier = layers.weight("classifier.kernel", Shape.of(width, classes));
    Operand<TFloat32> read = tf.math.mul(classifier, tf.expandDims(scale, tf.constant(1)));
    // The normalisation takes the mean away, so what all entries have in common reaches nobody.
    Operand<TFloat32> centred =
        tf.math.sub(read, tf.math.mean(read, tf.constant(0), Mean.keepDims(true)));
    Operand<TFloat32> logits =
        tf.linalg.transpose(tf.linalg.matMul(outer, centred), tf.constant(new int[] {1, 0}));
    Operand<TFloat32> aboveMean =
        tf.math.sub(logits, tf.math.mean(logits, tf.constant(0), Mean.keepDims(true)));
    return tf.math.mul(aboveMean, tf.constant(classes / (classes - 1f)));
  }
}
