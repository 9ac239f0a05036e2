package io.github.safr.evaluation;

import java.util.Arrays;
import java.util.List;

/** Puts the measures of one explanation of one text together. */
final class TextMeasurement {

  private static final int[] ONCE = {1};

  private TextMeasurement() {}

  /**
   * Measures.
   *
   * @param curve the probability while tokens are removed in the explanation's order
   * @param limits of the area over such curves
   * @param scores the explanation: one score a token
   * @param signed whether scores have a sign
   * @param drops by how much the probability falls without each token
   * @param marks people's marks; empty if nobody was asked
   */
  static TextMeasures of(
      RemovalCurve curve,
      RemovalLimits limits,
      double[] scores,
      boolean signed,
      double[] drops,
      boolean[] marks) {
    double[] comprehensiveness =
        Arrays.stream(RemovalCurve.PERCENTS).mapToDouble(curve::comprehensiveness).toArray();
    double[] sufficiency =
        Arrays.stream(RemovalCurve.PERCENTS).mapToDouble(curve::sufficiency).toArray();
    double[] values = TextMeasures.unknown();
    set(values, Measure.COMPREHENSIVENESS, mean(comprehensiveness));
    set(values, Measure.SUFFICIENCY, mean(sufficiency));
    set(values, Measure.NORMALIZED_COMPREHENSIVENESS, limits.normalized(curve.descendingArea()));
    set(values, Measure.NORMALIZED_SUFFICIENCY, limits.normalized(curve.ascendingArea()));
    set(values, Measure.DELETION_AREA, RemovalCurve.area(curve.deletion()));
    set(values, Measure.INSERTION_AREA, RemovalCurve.area(curve.insertion()));
    // Scores without a sign say how much a token matters, not for which side.
    double[] effects = signed ? drops : sizes(drops);
    set(values, Measure.SPEARMAN, RankAgreement.spearman(scores, effects));
    set(values, Measure.KENDALL, RankAgreement.kendall(scores, effects));
    if (marks.length > 0) {
      double[] compared = signed ? sizes(scores) : scores;
      RankedMarks ranked = new RankedMarks(List.of(compared), List.of(marks));
      set(values, Measure.TEXT_ROC_AUC, ranked.rocAuc(ONCE));
      set(values, Measure.TEXT_AVERAGE_PRECISION, ranked.averagePrecision(ONCE));
    }
    return new TextMeasures(values, comprehensiveness, sufficiency);
  }

  /**
   * Scores as they are compared with people's marks over several texts: without their sign, and
   * divided by the largest of their text, because explainers have no common unit.
   */
  static double[] relativeSizes(double[] scores, boolean signed) {
    double[] sizes = signed ? sizes(scores) : scores.clone();
    double largest = Arrays.stream(sizes).max().orElse(0);
    return largest > 0 ? Arrays.stream(sizes).map(size -> size / largest).toArray() : sizes;
  }

  private static double[] sizes(double[] scores) {
    return Arrays.stream(scores).map(Math::abs).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  @SuppressWarnings("EnumOrdinal") // The array is in the order of the measures.
  private static void set(double[] values, Measure measure, double value) {
    values[measure.ordinal()] = value;
  }
}
