package io.github.safr.evaluation;

import io.github.safr.text.TextSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries marks that people put on the words of a text over to tokens, which may be cut otherwise:
 * a token is marked if it shares a character with a marked word.
 */
public final class WordMarks {

  private static final char SEPARATOR = ' ';

  private WordMarks() {}

  /** The words of a text: what stands between blanks. */
  public static List<TextSpan> words(String text) {
    List<TextSpan> words = new ArrayList<>();
    int begin = 0;
    while (begin < text.length()) {
      int end = text.indexOf(SEPARATOR, begin);
      end = end < 0 ? text.length() : end;
      if (end > begin) {
        words.add(new TextSpan(begin, end));
      }
      begin = end + 1;
    }
    return words;
  }

  /**
   * Whether each token is marked.
   *
   * @param tokens tokens of a text, in order
   * @param words words of the same text, in order
   * @param marked whether each word is marked
   */
  public static boolean[] of(List<TextSpan> tokens, List<TextSpan> words, boolean[] marked) {
    boolean[] marks = new boolean[tokens.size()];
    int word = 0;
    for (int t = 0; t < marks.length; t++) {
      TextSpan token = tokens.get(t);
      while (word < words.size() && words.get(word).end() <= token.begin()) {
        word++;
      }
      for (int w = word; w < words.size() && words.get(w).begin() < token.end(); w++) {
        marks[t] |= marked[w];
      }
    }
    return marks;
  }
}
