package io.github.safr.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Puts the terms of an objective together. */
final class LossBuilder {

  private final Ops tf;
  private final Architecture architecture;
  private final LossSettings settings;

  LossBuilder(Ops tf, Architecture architecture, LossSettings settings) {
    this.tf = tf;
    this.architecture = architecture;
    this.settings = settings;
  }

  /**
   * The loss of one batch.
   *
   * @param states what the network computed
   * @param labels {@code [B]}: the right class of each text
   * @param informationWeight scalar: weight of the information term at this point of the training
   */
  Losses build(EncoderStates states, Operand<TInt32> labels, Operand<TFloat32> informationWeight) {
    Operand<TFloat32> crossEntropy = crossEntropy(states.logits(), labels);
    Operand<TFloat32> zero = tf.constant(0f);
    return switch (settings.objective()) {
      case NONE -> new Losses(crossEntropy, zero, zero, zero, crossEntropy);
      case PAPER -> {
        PaperTerms terms = new PaperTerms(tf);
        Operand<TFloat32> importance =
            terms.importance(states.maskedEmbedding(), architecture.width());
        Operand<TFloat32> interaction =
            average(states.headAttention().stream().map(terms::interaction).toList());
        yield sum(crossEntropy, importance, interaction, zero, zero);
      }
      case CORRECTED -> corrected(crossEntropy, states, informationWeight);
    };
  }

  private Losses corrected(
      Operand<TFloat32> crossEntropy, EncoderStates states, Operand<TFloat32> informationWeight) {
    CorrectedTerms terms = new CorrectedTerms(tf);
    Operand<TFloat32> mask = tf.math.mul(states.mask(), states.valid());
    List<Operand<TFloat32>> importance = new ArrayList<>();
    List<Operand<TFloat32>> interaction = new ArrayList<>();
    for (int block : settings.allocationBlocks()) {
      Operand<TFloat32> cosines = Measures.cosines(tf, states.neurons().get(block - 1));
      importance.add(terms.importance(cosines, mask));
      interaction.add(
          terms.interaction(cosines, states.attention().get(block - 1), states.valid()));
    }
    Operand<TFloat32> information =
        terms.information(states.keepProbability(), states.valid(), settings.keepPrior());
    return sum(
        crossEntropy, average(importance), average(interaction), information, informationWeight);
  }

  private Losses sum(
      Operand<TFloat32> crossEntropy,
      Operand<TFloat32> importance,
      Operand<TFloat32> interaction,
      Operand<TFloat32> information,
      Operand<TFloat32> informationWeight) {
    Operand<TFloat32> total =
        tf.math.addN(
            List.of(
                crossEntropy,
                tf.math.mul(importance, tf.constant((float) settings.lambdaImportance())),
                tf.math.mul(interaction, tf.constant((float) settings.lambdaInteraction())),
                tf.math.mul(information, informationWeight)));
    return new Losses(crossEntropy, importance, interaction, information, total);
  }

  /** One-hot, since the sparse operation has no gradient in TensorFlow's C library. */
  private Operand<TFloat32> crossEntropy(Operand<TFloat32> logits, Operand<TInt32> labels) {
    Operand<TFloat32> wanted =
        tf.oneHot(labels, tf.constant(architecture.classes()), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> logProbability =
        tf.reduceSum(tf.math.mul(wanted, tf.nn.logSoftmax(logits)), tf.constant(1));
    return tf.math.neg(tf.math.mean(logProbability, tf.constant(0)));
  }

  private Operand<TFloat32> average(List<Operand<TFloat32>> terms) {
    return tf.math.div(tf.math.addN(terms), tf.constant((float) terms.size()));
  }
}
