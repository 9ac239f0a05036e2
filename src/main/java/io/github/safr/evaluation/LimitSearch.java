package io.github.safr.evaluation;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.PartialClassifier.Remainder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Looks for the orders of removal with the lowest and the highest area over the curve (Edin et al.,
 * 2024, "Normalized AOPC"). The area of an order is the mean over its n steps of {@code f(x) - f(x
 * without the tokens removed so far)}.
 *
 * <p>All texts take a step together, so that the model is asked about many remainders at once and
 * can fill its batches.
 */
final class LimitSearch {

  private final int beamWidth;
  private final Function<List<Remainder>, double[]> model;

  /**
   * A search.
   *
   * @param beamWidth orders followed at a time, in texts that are too long for exact limits
   * @param model the probability of the label for each of some remainders
   */
  LimitSearch(int beamWidth, Function<List<Remainder>, double[]> model) {
    this.beamWidth = beamWidth;
    this.model = model;
  }

  /**
   * The limits of each text.
   *
   * @param round hears the number of each round before it begins, from 1; there are at most as many
   *     as the longest text has tokens
   */
  List<RemovalLimits> limits(List<ExplainedText> texts, IntConsumer round) {
    List<LimitRounds> searches =
        texts.stream().map(text -> LimitRounds.of(text.size(), beamWidth)).toList();
    List<Remainder> questions = new ArrayList<>();
    int rounds = 0;
    do {
      questions.clear();
      int[] begins = new int[texts.size() + 1];
      for (int t = 0; t < texts.size(); t++) {
        for (BitSet removed : searches.get(t).next()) {
          questions.add(without(texts.get(t), removed));
        }
        begins[t + 1] = questions.size();
      }
      if (!questions.isEmpty()) {
        round.accept(++rounds);
        answer(searches, texts, begins, model.apply(questions));
      }
    } while (!questions.isEmpty());
    return searches.stream().map(LimitRounds::limits).toList();
  }

  private static void answer(
      List<LimitRounds> searches, List<ExplainedText> texts, int[] begins, double[] answers) {
    for (int t = 0; t < texts.size(); t++) {
      double[] drops = Arrays.copyOfRange(answers, begins[t], begins[t + 1]);
      for (int i = 0; i < drops.length; i++) {
        drops[i] = texts.get(t).confidence() - drops[i];
      }
      if (drops.length > 0) {
        searches.get(t).hear(drops);
      }
    }
  }

  private static Remainder without(ExplainedText text, BitSet removed) {
    BitSet kept = (BitSet) removed.clone();
    kept.flip(0, text.size());
    return new Remainder(text, kept);
  }
}
