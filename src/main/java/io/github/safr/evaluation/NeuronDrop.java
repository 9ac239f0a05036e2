package io.github.safr.evaluation;

/**
 * What happens to the probability of the predicted class when neurons of a text are set to zero.
 * Random figures are means over draws of as many neurons.
 *
 * @param neurons how many neurons that is; with 0 all figures are 0
 * @param allocated without the neurons allocated to the most important tokens
 * @param random without random neurons of the block, silent ones among them
 * @param active without random neurons that fire at some token of the text
 * @param others without random neurons of those allocated to the text's other tokens, shared ones
 *     among them; not numbers if there are too few
 * @param elsewhere without random neurons of those allocated to the text's other tokens only; not
 *     numbers if there are too few
 */
public record NeuronDrop(
    int neurons,
    NeuronChange allocated,
    NeuronChange random,
    NeuronChange active,
    NeuronChange others,
    NeuronChange elsewhere) {}
