package io.github.safr.explain;

import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * What a method wants to know about one text, and what it concludes.
 *
 * @param size number of questions, at least one
 * @param kept the tokens that are left in a question, by its number; asked for once each, in order,
 *     so that they need not all exist at once
 * @param conclusion from the label's probability in each question to the score of each token
 */
record Inquiry(int size, IntFunction<BitSet> kept, UnaryOperator<double[]> conclusion) {}
