package io.github.safr.model;

/**
 * The neurons that a token occupies in one layer (measures after Scherlis et al., 2022, and Chang
 * et al., 2025).
 *
 * @param layer transformer block, counted from 1
 * @param norm Euclidean norm of the activation vector
 * @param capacity share of its directions that the token has to itself, in [0, 1]
 * @param interference square root of the summed squared projections of the other tokens' vectors
 * @param effectiveNeurons how many neurons the activation is spread over, at least 1 (0 where all
 *     neurons are silent)
 * @param neurons indices of the neurons that matter most: in the last layer by the size of their
 *     effects, else those that fire most
 * @param activations their activations, in the same order
 * @param effects what each adds, at this token, to the label's logit less the mean of the others';
 *     none in layers before the last, whose neurons act through later ones
 */
public record TokenAllocation(
    int layer,
    double norm,
    double capacity,
    double interference,
    double effectiveNeurons,
    int[] neurons,
    double[] activations,
    double[] effects) {}
