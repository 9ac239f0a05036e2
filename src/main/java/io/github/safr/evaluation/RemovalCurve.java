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

  /** Steps between the shares of the tokens at which the model is asked for the curves. */
  private static final int ASKED_STEPS = 10;

  private static final int STEPS = POINTS - 1;

  /**
   * The tokens in a share of a text: the nearest whole number, halves upwards, and at least one.
   *
   * @param percent the share
   * @param tokens tokens of the text
   */
  static int topCount(int percent, int tokens) {
    return Math.max(1, nearest(percent, tokens));
  }

  private static int nearest(int percent, int tokens) {
    return (int) ((2L * percent * tokens + 100) / 200);
  }

  /**
   * The numbers of tokens between which curves are interpolated: those nearest to 0, 10, ..., 100 %
   * of the tokens, and those of {@link #PERCENTS}, since they are asked anyway and most happens
   * there. They are all in a text of up to ten tokens.
   */
  private static BitSet knots(int tokens) {
    BitSet knots = new BitSet(tokens + 1);
    for (int step = 0; step <= ASKED_STEPS; step++) {
      knots.set(nearest(100 / ASKED_STEPS * step, tokens));
    }
    for (int percent : PERCENTS) {
      knots.set(topCount(percent, tokens));
    }
    return knots;
  }

  /**
   * The numbers of tokens at which the measures look.
   *
   * @param tokens tokens of the text
   * @param all whether all are needed, for the whole area
   */
  static BitSet counts(int tokens, boolean all) {
    BitSet counts = knots(tokens);
    if (all) {
      counts.set(0, tokens + 1);
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
    BitSet knots = knots(tokens());
    double[] points = new double[POINTS];
    for (int point = 0; point < POINTS; point++) {
      double share = (double) point * tokens() / STEPS;
      int before = knots.previousSetBit(point * tokens() / STEPS);
      int after = knots.nextSetBit(before + 1);
      points[point] =
          after < 0
              ? curve[before]
              : curve[before]
                  + (share - before) / (after - before) * (curve[after] - curve[before]);
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
