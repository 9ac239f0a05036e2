package io.github.safr.evaluation;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.PartialClassifier.Remainder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens of a text from the most to the least important.
 *
 * @param text the text
 * @param order positions of its tokens
 */
record Ranking(ExplainedText text, int[] order) {

  /**
   * Ranks tokens by their scores as they are, signs included; of equal scores the earlier first.
   */
  static Ranking of(ExplainedText text, double[] scores) {
    return new Ranking(
        text,
        IntStream.range(0, scores.length)
            .boxed()
            // Adding zero makes the two zeros one.
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i] + 0.0).reversed())
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /** What is left without the top k tokens. */
  BitSet without(int k) {
    return positions(k, order.length);
  }

  /** The top k tokens. */
  BitSet alone(int k) {
    return positions(0, k);
  }

  /** What has to be asked for the curve at some numbers of tokens. */
  List<Remainder> remainders(BitSet counts) {
    List<Remainder> remainders = new ArrayList<>();
    counts.stream()
        .forEach(
            k -> {
              remainders.add(new Remainder(text, without(k)));
              remainders.add(new Remainder(text, alone(k)));
            });
    return remainders;
  }

  /** The curve at some numbers of tokens, all of which have been asked. */
  RemovalCurve curve(BitSet counts, AnswerCache answers) {
    double[] without = new double[order.length + 1];
    double[] alone = new double[order.length + 1];
    Arrays.fill(without, Double.NaN);
    Arrays.fill(alone, Double.NaN);
    counts.stream()
        .forEach(
            k -> {
              without[k] = answers.probability(text, without(k));
              alone[k] = answers.probability(text, alone(k));
            });
    return new RemovalCurve(without, alone);
  }

  private BitSet positions(int from, int to) {
    BitSet positions = new BitSet(order.length);
    Arrays.stream(order, from, to).forEach(positions::set);
    return positions;
  }
}
