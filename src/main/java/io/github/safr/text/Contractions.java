package io.github.safr.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts English contractions as the Penn Treebank does: {@code is|n't}, {@code it|'s}, {@code
 * can|not}. OpenNLP's models leave them whole, and a classifier would lose the negation in a word
 * it has never seen, the more so if it was trained on text in the Treebank's style.
 */
final class Contractions {

  private static final Pattern CLITIC =
      Pattern.compile(
          "(?<=\\p{L})n['’]t\\z|(?<=[\\p{L}\\p{N}])['’](?:s|re|ve|ll|d|m)\\z|(?<=\\Acan)not\\z",
          Pattern.CASE_INSENSITIVE);

  private final Matcher clitic = CLITIC.matcher("");

  /** Adds the token, or what it is contracted from. */
  void split(String text, TextSpan token, List<TextSpan> tokens) {
    String word = token.of(text);
    if (word.length() > 2 && clitic.reset(word).find()) {
      int cut = token.begin() + clitic.start();
      split(text, new TextSpan(token.begin(), cut), tokens);
      tokens.add(new TextSpan(cut, token.end()));
    } else {
      tokens.add(token);
    }
  }
}
