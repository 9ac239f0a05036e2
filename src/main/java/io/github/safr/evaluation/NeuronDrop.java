package io.github.safr.evaluation;

/**
 * What the predicted class's probability loses when neurons of a text are set to zero; negative
 * where it gains. Random figures are means over draws of as many neurons.
 *
 * @param neurons how many neurons that is; with 0 all figures are 0
 * @param allocated loss without the neurons allocated to the most important tokens
 * @param random loss without random neurons of the block, silent ones among them
 * @param active loss without random neurons that fire at some token of the text
 * @param elsewhere loss without random neurons of those allocated to the text's other tokens only;
 *     not a number if there are too few
 */
public record NeuronDrop(
    int neurons, double allocated, double random, double active, double elsewhere) {}
