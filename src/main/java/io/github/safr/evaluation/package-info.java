/**
 * How good a model is: whether it is right, and whether its explanations, and anyone else's of its
 * decisions, are ({@link io.github.safr.evaluation.FaithfulnessEvaluation}, {@link
 * io.github.safr.evaluation.PairFaithfulness}, {@link io.github.safr.evaluation.NeuronEvaluation}).
 * Works on finished models only; nothing here trains. What writes results to files is in {@code
 * report}.
 *
 * <p>Measuring explanations needs Hipparchus, which is an optional dependency.
 */
package io.github.safr.evaluation;
