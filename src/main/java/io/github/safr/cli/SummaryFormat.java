package io.github.safr.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the summary of a document into one line for the eye, and one for its words. */
final class SummaryFormat {

  private static final int NAME_WIDTH = 30;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_WORD = 30;

  private final String units;

  /**
   * A format.
   *
   * @param units what gets labels, in the plural; empty if it is the document
   */
  SummaryFormat(String units) {
    this.units = units;
  }

  String format(DocumentSummary summary) {
    String name = padded(Printable.line(summary.name(), LONGEST_NAME), NAME_WIDTH);
    return summary
        .verdict()
        .map(verdict -> name + "  " + decision(verdict) + words(verdict.words()))
        .orElse(name + "  (no text)");
  }

  private String decision(DocumentSummary.Verdict verdict) {
    String decision =
        String.format(
            Locale.ROOT, "%-8s  %.2f", Printable.line(verdict.label()), verdict.confidence());
    return units.isEmpty() ? decision : decision + "  " + units + ": " + count(verdict.units());
  }

  private static String count(Map<String, Integer> units) {
    return units.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(entry -> entry.getValue() + " " + Printable.line(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String words(List<String> words) {
    return words.isEmpty()
        ? ""
        : words.stream()
            .map(word -> Printable.line(word, LONGEST_WORD))
            .collect(Collectors.joining(", ", System.lineSeparator() + "    ", ""));
  }

  private static String padded(String text, int width) {
    int missing = width - text.codePointCount(0, text.length());
    return missing > 0 ? text + " ".repeat(missing) : text;
  }
}
