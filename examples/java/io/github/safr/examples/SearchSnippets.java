package io.github.safr.examples;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Shows a decision as search engines show a hit: the text of the unit with the words that decided
 * marked.
 */
public final class SearchSnippets {

  private final String before;
  private final String after;
  private final UnaryOperator<String> escape;

  /**
   * Decides how words are marked.
   *
   * @param before what to put before a marked word, such as {@code <mark>}
   * @param after what to put behind it
   * @param escape applied to all text between the marks; for HTML the escaping of your library: the
   *     text is from strangers
   */
  public SearchSnippets(String before, String after, UnaryOperator<String> escape) {
    this.before = before;
    this.after = after;
    this.escape = escape;
  }

  /** The unit's text, with the words marked that speak for its label and rank high enough. */
  public String of(ExplainedUnit unit, int maxRank) {
    List<ImportantWord> marked =
        unit.importantTokens().stream()
            .filter(word -> word.rank() <= maxRank && word.speaksForLabel())
            .sorted(Comparator.comparingInt(ImportantWord::begin))
            .toList();
    StringBuilder snippet = new StringBuilder();
    int shown = 0;
    for (ImportantWord word : marked) {
      // Offsets are those of the document; the unit's text begins at its own.
      int begin = word.begin() - unit.begin();
      int end = word.end() - unit.begin();
      if (begin < shown) {
        continue; // tokens of other people may overlap
      }
      snippet.append(escape.apply(unit.text().substring(shown, begin)));
      snippet.append(before).append(escape.apply(unit.text().substring(begin, end))).append(after);
      shown = end;
    }
    return snippet.append(escape.apply(unit.text().substring(shown))).toString();
  }
}
