package io.github.safr.evaluation;

import java.util.List;

/**
 * How often a classifier is right.
 *
 * @param examples number of texts
 * @param accuracy share of texts that got their label, in [0, 1]
 * @param macroF1 mean over labels of the harmonic mean of precision and recall, in [0, 1]; a label
 *     that neither occurs nor is predicted does not count
 * @param labels all labels
 * @param confusion rows: the right label; columns: the predicted one; in the order of labels
 */
public record ClassificationMetrics(
    int examples, double accuracy, double macroF1, List<String> labels, int[][] confusion) {

  /**
   * Counts.
   *
   * @param labels all labels
   * @param gold the right label of each text, as a position in {@code labels}
   * @param predicted the predicted one
   */
  public static ClassificationMetrics of(List<String> labels, int[] gold, int[] predicted) {
    int classes = labels.size();
    int[][] confusion = new int[classes][classes];
    int right = 0;
    for (int i = 0; i < gold.length; i++) {
      confusion[gold[i]][predicted[i]]++;
      right += gold[i] == predicted[i] ? 1 : 0;
    }
    return new ClassificationMetrics(
        gold.length,
        gold.length == 0 ? 0 : (double) right / gold.length,
        macroF1(confusion),
        List.copyOf(labels),
        confusion);
  }

  private static double macroF1(int[][] confusion) {
    double sum = 0;
    int counted = 0;
    for (int c = 0; c < confusion.length; c++) {
      int occurs = 0;
      int predicted = 0;
      for (int other = 0; other < confusion.length; other++) {
        occurs += confusion[c][other];
        predicted += confusion[other][c];
      }
      if (occurs + predicted > 0) {
        sum += 2.0 * confusion[c][c] / (occurs + predicted);
        counted++;
      }
    }
    return counted == 0 ? 0 : sum / counted;
  }
}
