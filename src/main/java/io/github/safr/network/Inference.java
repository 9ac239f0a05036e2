package io.github.safr.network;

/**
 * What a network in training says of a batch.
 *
 * @param probabilities {@code rows * classes}, row by row
 * @param keepProbability {@code rows * columns}, row by row; meaningless at padding
 */
public record Inference(float[] probabilities, float[] keepProbability) {}
