package io.github.safr.evaluation;

/**
 * How well pairs of tokens that a model names go together with what happens when their tokens are
 * removed. The interaction of two tokens is {@code f(x) - f(x\i) - f(x\j) + f(x\{i,j})}: 0 if each
 * has the effect that it would have without the other.
 *
 * @param texts number of texts with pairs
 * @param pairs number of pairs in them
 * @param spearman rank correlation of score and size of the interaction over all pairs of all texts
 * @param signedSpearman the same with the interaction's sign
 * @param textSpearman the mean over texts of the correlation of score and size within the text
 * @param signedTextSpearman the same with the interaction's sign
 * @param top mean size of the interaction of the model's best pairs, three a text at most
 * @param random mean size of the interaction of as many other pairs of the text, drawn by chance
 * @param overRandom {@code top} less {@code random}, paired by text
 * @param topMatched mean size for those of the best pairs that have a match
 * @param matched mean size for their matches: other pairs of the text, as far apart
 * @param overMatched {@code topMatched} less {@code matched}, paired by text
 */
public record PairReport(
    int texts,
    int pairs,
    double spearman,
    double signedSpearman,
    Estimate textSpearman,
    Estimate signedTextSpearman,
    Estimate top,
    Estimate random,
    Estimate overRandom,
    Estimate topMatched,
    Estimate matched,
    Estimate overMatched) {}
