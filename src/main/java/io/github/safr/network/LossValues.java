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
    double gradientNorm) {}
