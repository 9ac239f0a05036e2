package io.github.safr.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is known of pairs, text by text, while they are measured under one removal. */
final class PairTally {

  private final List<double[]> scores = new ArrayList<>();
  private final List<double[]> interactions = new ArrayList<>();
  private final List<Double> top = new ArrayList<>();
  private final List<Double> random = new ArrayList<>();
  private final List<Double> topMatched = new ArrayList<>();
  private final List<Double> matched = new ArrayList<>();

  /** The next text's named pairs: their scores and their interactions. */
  void addNamed(double[] ofScores, double[] ofInteractions) {
    scores.add(ofScores);
    interactions.add(ofInteractions);
  }

  /** Interactions of the same text's best pairs, and of pairs drawn by chance. */
  void addRandom(double[] ofTop, double[] ofRandom) {
    top.add(meanSize(ofTop));
    random.add(meanSize(ofRandom));
  }

  /** Interactions of the same text's best pairs that have a match, and of the matches. */
  void addMatched(double[] ofTop, double[] ofMatched) {
    topMatched.add(meanSize(ofTop));
    matched.add(meanSize(ofMatched));
  }

  PairReport report(Bootstrap bootstrap) {
    double[] allScores = flat(scores);
    double[] all = flat(interactions);
    return new PairReport(
        scores.size(),
        allScores.length,
        RankAgreement.spearman(allScores, sizes(all)),
        RankAgreement.spearman(allScores, all),
        bootstrap.mean(within(true)),
        bootstrap.mean(within(false)),
        bootstrap.mean(column(top)),
        bootstrap.mean(column(random)),
        bootstrap.meanDifference(column(top), column(random)),
        bootstrap.mean(column(topMatched)),
        bootstrap.mean(column(matched)),
        bootstrap.meanDifference(column(topMatched), column(matched)));
  }

  /** The correlation of scores and interactions within each text. */
  private double[] within(boolean ofSizes) {
    double[] correlations = new double[scores.size()];
    Arrays.setAll(
        correlations,
        t -> {
          double[] ofText = interactions.get(t);
          return RankAgreement.spearman(scores.get(t), ofSizes ? sizes(ofText) : ofText);
        });
    return correlations;
  }

  private static double[] flat(List<double[]> arrays) {
    return arrays.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] column(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double meanSize(double[] values) {
    return Arrays.stream(sizes(values)).average().orElse(Double.NaN);
  }

  private static double[] sizes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }
}
