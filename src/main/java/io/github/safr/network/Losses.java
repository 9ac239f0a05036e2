package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The terms of the loss, each a scalar.
 *
 * @param crossEntropy mean cross-entropy of the labels, in nats
 * @param importance how much important tokens share directions
 * @param interaction how little correlated tokens share directions
 * @param information divergence of the mask from its prior, in nats a token
 * @param total the weighted sum that is minimised
 */
record Losses(
    Operand<TFloat32> crossEntropy,
    Operand<TFloat32> importance,
    Operand<TFloat32> interaction,
    Operand<TFloat32> information,
    Operand<TFloat32> total) {}
