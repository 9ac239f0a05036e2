package io.github.safr.network;

/**
 * How the weights of a network start and move.
 *
 * @param embeddingDeviation standard deviation of a word embedding that starts at random
 * @param clipNorm gradients longer than this are shortened to it; 0 leaves them
 * @param weightDecay decoupled weight decay (Loshchilov and Hutter, 2019): kernels shrink by this
 *     share times the learning rate in every step
 * @param layerDecay factor on the learning rate of pretrained blocks, for each block that lies
 *     above; in (0, 1]
 * @param freshRate factor on the learning rate of weights that no pretraining has set
 */
public record OptimizerSettings(
    double embeddingDeviation,
    double clipNorm,
    double weightDecay,
    double layerDecay,
    double freshRate) {

  /** Nothing but Adam and clipping. */
  public OptimizerSettings(double embeddingDeviation, double clipNorm) {
    this(embeddingDeviation, clipNorm, 0, 1, 1);
  }

  /** Factor on the learning rate of a weight. */
  double rate(String name, Pretrained pretrained, int blocks) {
    if (pretrained.weights().isEmpty()) {
      return 1;
    }
    return pretrained.knows(name)
        ? Math.pow(layerDecay, blocks - Pretrained.blockOf(name))
        : freshRate;
  }

  /** Share by which a weight shrinks, in units of its learning rate. */
  double decay(String name) {
    return name.endsWith(".kernel") ? weightDecay : 0;
  }
}
