package io.github.safr.cli;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import io.github.safr.explanations.SafrExplanations;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.uima.cas.CAS;

/**
 * A document for the terminal: a passage a line, with its label, and with the words marked that
 * mattered most. The marks say the sign with or without colour.
 */
final class MarkedText {

  /** Fainter words are left as they are: a line full of marks shows nothing. */
  private static final double LEAST_IMPORTANCE = 0.2;

  /** Words at least so important are bold. */
  private static final double STRONG = 0.6;

  private static final String END = "\u001B[0m";

  private final boolean colours;

  /**
   * Marks.
   *
   * @param colours whether what they are written to takes ANSI colours
   */
  MarkedText(boolean colours) {
    this.colours = colours;
  }

  /** Marks that are right for standard output. */
  static MarkedText forStandardOutput() {
    return new MarkedText(Terminal.colours());
  }

  /** The passages of a view of a CAS, each on a line of its own that begins with a line break. */
  String of(CAS cas) {
    StringBuilder text = new StringBuilder();
    for (ExplainedUnit unit : SafrExplanations.of(cas).units()) {
      text.append(System.lineSeparator())
          .append(
              String.format(
                  Locale.ROOT,
                  "  %-8s  %.2f  ",
                  Printable.line(String.valueOf(unit.label())),
                  unit.confidence()));
      append(text, unit);
    }
    return text.toString();
  }

  private void append(StringBuilder text, ExplainedUnit unit) {
    List<ImportantWord> words =
        unit.importantTokens().stream()
            .filter(word -> word.importance() >= LEAST_IMPORTANCE && word.contribution() != 0)
            .sorted(Comparator.comparingInt(ImportantWord::begin))
            .toList();
    int at = unit.begin();
    for (ImportantWord word : words) {
      if (word.begin() >= at) {
        text.append(between(unit, at, word.begin()));
        text.append(marked(word));
        at = word.end();
      }
    }
    text.append(between(unit, at, unit.end()));
  }

  private static String between(ExplainedUnit unit, int begin, int end) {
    return Printable.line(unit.text().substring(begin - unit.begin(), end - unit.begin()));
  }

  private String marked(ImportantWord word) {
    String text = (word.speaksForLabel() ? "{+" : "{-") + Printable.line(word.text()) + "}";
    if (!colours) {
      return text;
    }
    // Blue and yellow differ for colour-blind people, too.
    String colour = word.speaksForLabel() ? "34" : "33";
    return "\u001B[" + (word.importance() >= STRONG ? "1;" : "") + colour + "m" + text + END;
  }
}
