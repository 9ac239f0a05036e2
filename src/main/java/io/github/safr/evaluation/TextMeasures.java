package io.github.safr.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * All measures of one explanation of one text; NaN where a text has none.
 *
 * @param values one value a {@link Measure}, in their order
 * @param comprehensivenessAt comprehensiveness at 1, 5, 10, 20 and 50 % of the tokens
 * @param sufficiencyAt sufficiency at the same
 */
public record TextMeasures(double[] values, double[] comprehensivenessAt, double[] sufficiencyAt) {

  /** The value of a measure. */
  @SuppressWarnings("EnumOrdinal") // The array is in the order of the measures.
  public double get(Measure measure) {
    return values[measure.ordinal()];
  }

  /** The mean of several explanations of the same text. */
  static TextMeasures mean(List<TextMeasures> draws) {
    return draws.size() == 1
        ? draws.get(0)
        : new TextMeasures(
            mean(draws, TextMeasures::values),
            mean(draws, TextMeasures::comprehensivenessAt),
            mean(draws, TextMeasures::sufficiencyAt));
  }

  private static double[] mean(List<TextMeasures> draws, Function<TextMeasures, double[]> part) {
    List<double[]> all = draws.stream().map(part).toList();
    return IntStream.range(0, all.get(0).length)
        .mapToDouble(
            i ->
                all.stream()
                    .mapToDouble(values -> values[i])
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN))
        .toArray();
  }

  /** One array for a measure: its value in each text. */
  static double[] column(List<TextMeasures> texts, Measure measure) {
    return texts.stream().mapToDouble(text -> text.get(measure)).toArray();
  }

  /** The values of a text by measure. */
  static double[] unknown() {
    double[] values = new double[Measure.values().length];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
