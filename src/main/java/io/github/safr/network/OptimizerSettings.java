package io.github.safr.network;

/**
 * How the weights of a network start and move.
 *
 * @param embeddingDeviation standard deviation of the word embedding at the start
 * @param clipNorm gradients longer than this are shortened to it; 0 leaves them
 */
public record OptimizerSettings(double embeddingDeviation, double clipNorm) {}
