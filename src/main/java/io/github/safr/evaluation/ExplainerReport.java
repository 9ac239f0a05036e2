package io.github.safr.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How good one explainer is under one way to remove tokens.
 *
 * @param name of the explainer
 * @param signed whether its scores have a sign
 * @param texts the measures of each text, in the order of {@link FaithfulnessReport#decisions()}
 * @param means the mean of every measure over the texts that have it
 * @param comprehensivenessAt means at 1, 5, 10, 20 and 50 % of the tokens
 * @param sufficiencyAt means at the same
 * @param deletion mean probability of the label with 0, 5, ..., 100 % of the tokens removed
 * @param insertion mean probability of the label with 0, 5, ..., 100 % of the tokens put back
 * @param rocAuc area under the ROC curve against people's marks, all tokens of all texts together
 * @param averagePrecision average precision against them, all tokens together
 * @param millis milliseconds that it took to explain a text, mean
 * @param questions times that it asked the model about a text with tokens removed, mean
 * @param right comprehensiveness and sufficiency over texts that the model is right on
 * @param wrong the same over texts that it is wrong on
 * @param differences the explainer's comprehensiveness and sufficiency less the reference's,
 *     paired; empty for the reference itself, and without it
 */
public record ExplainerReport(
    String name,
    boolean signed,
    List<TextMeasures> texts,
    Map<Measure, Estimate> means,
    List<Estimate> comprehensivenessAt,
    List<Estimate> sufficiencyAt,
    double[] deletion,
    double[] insertion,
    Estimate rocAuc,
    Estimate averagePrecision,
    double millis,
    double questions,
    Map<Measure, Estimate> right,
    Map<Measure, Estimate> wrong,
    Map<Measure, Estimate> differences) {

  /** The mean of a measure. */
  public Estimate mean(Measure measure) {
    return Objects.requireNonNull(means.get(measure));
  }
}
