package io.github.safr.evaluation;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The probability of a label while the tokens of a text are removed from the most important on, and
 * while they are put back in the same order; and what is read from it. With {@code f} the
 * probability of the label, {@code x} the text of {@code n} tokens and {@code top(k)} its {@code k}
 * most important ones:
 *
 * @param without {@code f(x without top(k))} for k from 0 to n; NaN where it was not asked
 * @param alone {@code f(top(k) alone)} for k from 0 to n; NaN where it was not asked
 */
record RemovalCurve(double[] without, double[] alone) {

  /** Shares of the tokens, in percent, of ERASER (DeYoung et al., 2020). */
  static final int[] PERCENTS = {1, 5, 10, 20, 50};

  /** Points of the drawn curves: at 0, 5, ..., 100 % of the tokens. */
  static final int POINTS = 21;

  private static final int STEPS = POINTS - 1;

  /**
   * The tokens in a share of a text: the nearest whole number, halves upwards, and at least one.
   *
   * @param percent the share
   * @param tokens tokens of the text
   */
  static int topCount(int percent, int tokens) {
    return Math.max(1, (int) ((2L * percent * tokens + 100) / 200));
  }

  /**
   * The numbers of tokens at which the measures look.
   *
   * @param tokens tokens of the text
   * @param all whether all are needed, for the whole area
   */
  static BitSet counts(int tokens, boolean all) {
    BitSet counts = new BitSet(tokens + 1);
    if (all) {
      counts.set(0, tokens + 1);
      return counts;
    }
    for (int percent : PERCENTS) {
      counts.set(topCount(percent, tokens));
    }
    for (int point = 0; point < POINTS; point++) {
      counts.set(point * tokens / STEPS);
      counts.set((point * tokens + STEPS - 1) / STEPS);
    }
    return counts;
  }

  /** {@code f(x) - f(x without top(k))}, k being that share of the tokens. */
  double comprehensiveness(int percent) {
    return whole() - without[topCount(percent, tokens())];
  }

  /** {@code f(x) - f(top(k) alone)}, k being that share of the tokens. */
  double sufficiency(int percent) {
    return whole() - alone[topCount(percent, tokens())];
  }

  /**
   * The area over the whole curve, the most important token removed first: the mean of {@code f(x)
   * - f(x without top(k))} over k from 1 to n.
   */
  double descendingArea() {
    double sum = 0;
    for (int k = 1; k <= tokens(); k++) {
      sum += whole() - without[k];
    }
    return sum / tokens();
  }

  /**
   * The same with the least important token removed first: the mean of {@code f(x) - f(top(k)
   * alone)} over k from 0 to n - 1.
   */
  double ascendingArea() {
    double sum = 0;
    for (int k = 0; k < tokens(); k++) {
      sum += whole() - alone[k];
    }
    return sum / tokens();
  }

  /** The probability with 0, 5, ..., 100 % of the tokens removed. */
  double[] deletion() {
    return points(without);
  }

  /** The probability with 0, 5, ..., 100 % of the tokens put into a text of which none was left. */
  double[] insertion() {
    return points(alone);
  }

  /** The area under a curve of equally spaced points over [0, 1], by the trapezoidal rule. */
  static double area(double[] points) {
    double ends = (points[0] + points[points.length - 1]) / 2;
    return (Arrays.stream(points).sum() - ends) / (points.length - 1);
  }

  private double[] points(double[] curve) {
    double[] points = new double[POINTS];
    for (int point = 0; point < POINTS; point++) {
      int before = point * tokens() / STEPS;
      double rest = (double) (point * tokens() % STEPS) / STEPS;
      points[point] =
          rest == 0 ? curve[before] : curve[before] + rest * (curve[before + 1] - curve[before]);
    }
    return points;
  }

  private double whole() {
    return without[0];
  }

  private int tokens() {
    return without.length - 1;
  }
}
