package io.github.safr.report;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import io.github.safr.explanations.SafrExplanations;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;

/**
 * A document as a report shows it. It holds on to its CAS, and must not outlive it.
 *
 * @param number its number in the report, from 1
 * @param language what the CAS says it is written in
 * @param units decisions in the order of the text
 * @param verdict what they come to; empty if there are none
 */
record ReportDocument(
    int number,
    String name,
    String language,
    String text,
    List<ExplainedUnit> units,
    Optional<Verdict> verdict) {

  private static final String TOKEN = "io.github.safr.type.Token";

  /** Reads a document out of a view of a CAS. */
  static ReportDocument of(int number, String name, CAS cas) {
    String text = cas.getDocumentText() == null ? "" : cas.getDocumentText();
    List<ExplainedUnit> units = SafrExplanations.of(cas).units();
    Type token = cas.getTypeSystem().getType(TOKEN);
    boolean ours = token != null && !cas.getAnnotationIndex(token).isEmpty();
    Optional<Verdict> verdict =
        Verdict.of(
            units,
            // Behind another tokenizer what stands between spaces is near enough for a weight.
            unit ->
                ours
                    ? (int) cas.select(token).coveredBy(unit.begin(), unit.end()).count()
                    : unit.text().strip().split("\\s+").length);
    return new ReportDocument(number, name, cas.getDocumentLanguage(), text, units, verdict);
  }

  /** The different words that speak most for a label, strongest first, in lower case. */
  List<String> words(String label, int most, int longest) {
    Set<String> words = new HashSet<>();
    return units.stream()
        .filter(unit -> label.equals(unit.label()))
        .flatMap(unit -> unit.importantTokens().stream())
        .filter(ReportDocument::isWordFor)
        .sorted(Comparator.comparingDouble(ImportantWord::contribution).reversed())
        .map(word -> shortened(word.text().toLowerCase(Locale.ROOT), longest))
        .filter(words::add)
        .limit(most)
        .toList();
  }

  /** Whether a token is a word, no punctuation, that speaks for the label. */
  static boolean isWordFor(ImportantWord token) {
    return token.speaksForLabel() && token.text().codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** A text of at most that many characters (UTF-16 code units), whole code points only. */
  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}
