package io.github.safr.network;

/**
 * The loss of one batch.
 *
 * @param total what is minimised
 * @param crossEntropy nats
 * @param importance the importance term, unweighted
 * @param interaction the interaction term, unweighted
 * @param information nats a token
 * @param gradientNorm length of the gradient of the whole loss, before clipping
 */
public record LossValues(
    double total,
    double crossEntropy,
    double importance,
    double interaction,
    double information,
    double gradientNorm) {

  /** Adds another, weighted. */
  public LossValues plus(LossValues other, double weight) {
    return new LossValues(
        total + weight * other.total,
        crossEntropy + weight * other.crossEntropy,
        importance + weight * other.importance,
        interaction + weight * other.interaction,
        information + weight * other.information,
        gradientNorm + weight * other.gradientNorm);
  }

  /** All values times a factor. */
  public LossValues times(double factor) {
    return new LossValues(
        total * factor,
        crossEntropy * factor,
        importance * factor,
        interaction * factor,
        information * factor,
        gradientNorm * factor);
  }
}
