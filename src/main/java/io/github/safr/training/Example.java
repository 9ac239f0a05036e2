package io.github.safr.training;

/**
 * One window of a labelled text, encoded.
 *
 * @param ids token ids, at least one
 * @param label the class of the text that it comes from
 * @param text number of that text in its data set
 */
record Example(int[] ids, int label, int text) {}
