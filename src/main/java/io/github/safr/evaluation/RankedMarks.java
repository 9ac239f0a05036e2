package io.github.safr.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens of some texts in the order of an explainer's scores, the highest first, and which of
 * them people marked. Sorted once, so that it can be measured for many samples of the texts.
 */
final class RankedMarks {

  private final int[] text;
  private final boolean[] marked;
  private final boolean[] endsTie;

  /**
   * Sorts tokens.
   *
   * @param scores one array a text, one score a token
   * @param marks whether people marked the token
   */
  RankedMarks(List<double[]> scores, List<boolean[]> marks) {
    double[] all = scores.stream().flatMapToDouble(Arrays::stream).toArray();
    int[] textOf =
        IntStream.range(0, scores.size())
            .flatMap(t -> IntStream.generate(() -> t).limit(scores.get(t).length))
            .toArray();
    boolean[] markOf = new boolean[all.length];
    int next = 0;
    for (boolean[] ofText : marks) {
      System.arraycopy(ofText, 0, markOf, next, ofText.length);
      next += ofText.length;
    }
    int[] order =
        IntStream.range(0, all.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -all[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    text = new int[order.length];
    marked = new boolean[order.length];
    endsTie = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      text[i] = textOf[order[i]];
      marked[i] = markOf[order[i]];
      endsTie[i] = i + 1 == order.length || all[order[i]] != all[order[i + 1]];
    }
  }

  /**
   * Area under the ROC curve: the chance that a marked token has a higher score than an unmarked
   * one, equal scores counting half.
   *
   * @param counts how often each text counts
   * @return in [0, 1]; NaN unless there are tokens of both kinds
   */
  double rocAuc(int[] counts) {
    double hits = 0;
    double misses = 0;
    double tiedHits = 0;
    double tiedMisses = 0;
    double ordered = 0;
    for (int i = 0; i < text.length; i++) {
      if (marked[i]) {
        tiedHits += counts[text[i]];
      } else {
        tiedMisses += counts[text[i]];
      }
      if (endsTie[i]) {
        ordered += tiedMisses * (hits + tiedHits / 2);
        hits += tiedHits;
        misses += tiedMisses;
        tiedHits = 0;
        tiedMisses = 0;
      }
    }
    return hits > 0 && misses > 0 ? ordered / (hits * misses) : Double.NaN;
  }

  /**
   * Average precision: the precision among the tokens with a score at least that high, averaged
   * over the marked tokens. Tokens of equal score are found together.
   *
   * @param counts how often each text counts
   * @return in [0, 1]; NaN unless there are tokens of both kinds
   */
  double averagePrecision(int[] counts) {
    double hits = 0;
    double seen = 0;
    double tiedHits = 0;
    double sum = 0;
    for (int i = 0; i < text.length; i++) {
      int count = counts[text[i]];
      seen += count;
      tiedHits += marked[i] ? count : 0;
      if (endsTie[i] && tiedHits > 0) {
        hits += tiedHits;
        sum += tiedHits * hits / seen;
        tiedHits = 0;
      }
    }
    return hits > 0 && hits < seen ? sum / hits : Double.NaN;
  }
}
