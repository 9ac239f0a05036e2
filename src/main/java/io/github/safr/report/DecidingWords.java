package io.github.safr.report;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which words decide most often for a label: those that speak for it in most units, each at least
 * half as strongly as the strongest word of the unit. Counts are kept for a bounded number of
 * words: when there are too many, those that were met least are forgotten, so that counts of rare
 * words may be too low.
 */
final class DecidingWords {

  /**
   * A word.
   *
   * @param units in how many units of the label it was that strong
   * @param contribution its mean contribution there, in logits
   */
  record Word(String text, long units, double contribution) {}

  private static final double STRONG = 0.5;
  private static final int LONGEST = 60;

  private static final class Count {
    private long units;
    private double contributions;
  }

  private final int mostKept;
  private final Map<String, Count> counts = new HashMap<>();

  /**
   * No words yet.
   *
   * @param mostKept how many different words are counted at most
   */
  DecidingWords(int mostKept) {
    this.mostKept = mostKept;
  }

  /** Counts the words of a unit; a word that stands there twice counts once. */
  void add(ExplainedUnit unit) {
    Set<String> met = new HashSet<>();
    for (ImportantWord token : unit.importantTokens()) {
      if (token.importance() >= STRONG && ReportDocument.isWordFor(token)) {
        String word = ReportDocument.shortened(token.text().toLowerCase(Locale.ROOT), LONGEST);
        if (met.add(word)) {
          Count count = counts.computeIfAbsent(word, key -> new Count());
          count.units++;
          count.contributions += token.contribution();
        }
      }
    }
    if (counts.size() > mostKept) {
      forget();
    }
  }

  private void forget() {
    long median =
        counts.values().stream()
            .mapToLong(count -> count.units)
            .sorted()
            .skip(counts.size() / 2)
            .findFirst()
            .orElseThrow();
    counts.values().removeIf(count -> count.units <= median);
  }

  /** The words that decided most often; of equals, first those that contributed more. */
  List<Word> most(int number) {
    return counts.entrySet().stream()
        .map(
            entry ->
                new Word(
                    entry.getKey(),
                    entry.getValue().units,
                    entry.getValue().contributions / entry.getValue().units))
        .sorted(
            Comparator.comparingLong(Word::units)
                .thenComparingDouble(Word::contribution)
                .reversed()
                .thenComparing(Word::text))
        .limit(number)
        .toList();
  }
}
