package io.github.safr.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Penn Treebank's habits for English, where OpenNLP's models have others: contractions are cut
 * ({@code is|n't}, {@code it|'s}, {@code can|not}), and what is cut already stays as it is. Much
 * labelled text is in the Treebank's style, and people's text is not: a classifier trained on the
 * one would lose every negation of the other in words that it has never seen.
 */
final class PennTreebank {

  private static final String CLITICS = "['’](?:s|re|ve|ll|d|m)";

  private static final Pattern TOKEN =
      Pattern.compile("n['’]t|" + CLITICS + "|``|''|-[LR][RSC]B-", Pattern.CASE_INSENSITIVE);

  private static final Pattern LAST_PART =
      Pattern.compile(
          "(?<=\\p{L})n['’]t\\z|(?<=[\\p{L}\\p{N}])" + CLITICS + "\\z|(?<=\\Acan)not\\z",
          Pattern.CASE_INSENSITIVE);

  private final Matcher token = TOKEN.matcher("");
  private final Matcher lastPart = LAST_PART.matcher("");

  /** Whether text between white space is one token of the Treebank, although it may not look so. */
  boolean isToken(String run) {
    return token.reset(run).matches();
  }

  /** Adds a word, or the parts that it is contracted from. */
  void addParts(String text, TextSpan word, List<TextSpan> tokens) {
    if (lastPart.reset(word.of(text)).find()) {
      int cut = word.begin() + lastPart.start();
      addParts(text, new TextSpan(word.begin(), cut), tokens);
      tokens.add(new TextSpan(cut, word.end()));
    } else {
      tokens.add(word);
    }
  }
}
