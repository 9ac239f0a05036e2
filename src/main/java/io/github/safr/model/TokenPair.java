package io.github.safr.model;

/**
 * Two tokens that the model reads together and that act on its decision together.
 *
 * @param first position of the token that comes first in the unit, from 0
 * @param second position of the later one
 * @param attention mean of the attention both ways, over heads and all layers, in [0, 1]
 * @param interference cosine of the two activation vectors: how much they share neurons, in [-1, 1]
 * @param score attention times the joint effect on the probability of the label that the
 *     contributions of the two foretell (their second difference), in [0, 1]; pairs are ranked by
 *     it
 */
public record TokenPair(
    int first, int second, double attention, double interference, double score) {}
