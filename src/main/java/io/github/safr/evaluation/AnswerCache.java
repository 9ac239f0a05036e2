package io.github.safr.evaluation;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.explain.PartialClassifier.Remainder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model said of the remainders of some texts: the probability of the label. It is asked
 * about each once, however many explainers lead to it, and not at all about those whose answer was
 * heard before. Made for a few texts and then thrown away, so that its size does not grow with the
 * data.
 */
final class AnswerCache {

  /** Tokens asked about in one call; a model holds all of them at once. */
  private static final int MOST_TOKENS = 200_000;

  /** Answers to others that are kept at most; they are a gain, and need not all be there. */
  private static final int MOST_HEARD = 500_000;

  private final PartialClassifier classifier;
  private final IdentityHashMap<ExplainedText, Map<BitSet, Double>> known = new IdentityHashMap<>();
  private int heard;

  AnswerCache(PartialClassifier classifier) {
    this.classifier = classifier;
  }

  /** Asks about all remainders that are not known yet. */
  void ask(List<Remainder> remainders) {
    IdentityHashMap<ExplainedText, Set<BitSet>> listed = new IdentityHashMap<>();
    List<Remainder> unknown = new ArrayList<>();
    int tokens = 0;
    for (Remainder remainder : remainders) {
      ExplainedText text = remainder.text();
      if (answers(text).containsKey(remainder.kept())
          || !listed.computeIfAbsent(text, t -> new LinkedHashSet<>()).add(remainder.kept())) {
        continue;
      }
      unknown.add(remainder);
      tokens += text.size();
      if (tokens >= MOST_TOKENS) {
        askNow(unknown);
        unknown.clear();
        tokens = 0;
      }
    }
    askNow(unknown);
  }

  /** Keeps an answer that the model gave to somebody else, so that it need not be asked again. */
  void hear(Remainder remainder, double[] probabilities) {
    if (heard < MOST_HEARD) {
      ExplainedText text = remainder.text();
      BitSet kept = (BitSet) remainder.kept().clone();
      if (answers(text).putIfAbsent(kept, probabilities[text.label()]) == null) {
        heard++;
      }
    }
  }

  private void askNow(List<Remainder> remainders) {
    double[] probabilities = classify(remainders);
    for (int i = 0; i < probabilities.length; i++) {
      Remainder remainder = remainders.get(i);
      answers(remainder.text()).put(remainder.kept(), probabilities[i]);
    }
  }

  /**
   * The probability of the label of what is left of a text.
   *
   * @throws IllegalStateException if it was not asked before
   */
  double probability(ExplainedText text, BitSet kept) {
    Double probability = answers(text).get(kept);
    if (probability == null) {
      throw new IllegalStateException("A remainder is needed that was never asked about.");
    }
    return probability;
  }

  /** Probabilities of many remainders, each given once, of which what is new is not kept. */
  double[] look(List<Remainder> remainders) {
    double[] probabilities = new double[remainders.size()];
    List<Remainder> unknown = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    int tokens = 0;
    for (int i = 0; i < probabilities.length; i++) {
      Remainder remainder = remainders.get(i);
      Double answer = answers(remainder.text()).get(remainder.kept());
      if (answer == null) {
        unknown.add(remainder);
        places.add(i);
        tokens += remainder.text().size();
      } else {
        probabilities[i] = answer;
      }
      if (tokens >= MOST_TOKENS || i == probabilities.length - 1) {
        double[] asked = classify(unknown);
        for (int a = 0; a < asked.length; a++) {
          probabilities[places.get(a)] = asked[a];
        }
        unknown.clear();
        places.clear();
        tokens = 0;
      }
    }
    return probabilities;
  }

  private double[] classify(List<Remainder> remainders) {
    if (remainders.isEmpty()) {
      return new double[0];
    }
    List<double[]> probabilities = classifier.probabilities(remainders);
    double[] ofLabel = new double[remainders.size()];
    for (int i = 0; i < ofLabel.length; i++) {
      ofLabel[i] = probabilities.get(i)[remainders.get(i).text().label()];
    }
    return ofLabel;
  }

  /** The answers about a text; the whole of it has been read already. */
  private Map<BitSet, Double> answers(ExplainedText text) {
    return known.computeIfAbsent(
        text,
        t -> {
          BitSet whole = new BitSet(t.size());
          whole.set(0, t.size());
          Map<BitSet, Double> answers = new HashMap<>();
          answers.put(whole, t.confidence());
          return answers;
        });
  }
}
