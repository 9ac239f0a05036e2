package io.github.safr.evaluation;

import java.util.Arrays;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How far two lists of scores put the same things in the same order: 1 if they agree, 0 if they
 * have nothing to do with each other, -1 if one is the other upside down. NaN for fewer than {@link
 * #FEWEST} scores, or where all scores of a list are equal: there is no order then.
 */
final class RankAgreement {

  /** Fewest scores whose order says anything. */
  static final int FEWEST = 3;

  private RankAgreement() {}

  /** Spearman's rho; ties share the mean of their ranks. */
  static double spearman(double[] first, double[] second) {
    return ordered(first) && ordered(second)
        ? new SpearmansCorrelation().correlation(first, second)
        : Double.NaN;
  }

  /** Kendall's tau-b, which allows for ties. */
  static double kendall(double[] first, double[] second) {
    return ordered(first) && ordered(second)
        ? new KendallsCorrelation().correlation(first, second)
        : Double.NaN;
  }

  private static boolean ordered(double[] scores) {
    return scores.length >= FEWEST && Arrays.stream(scores).anyMatch(score -> score != scores[0]);
  }
}
