package io.github.safr.model;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Turns token texts into the ids that a network reads. Training and inference use the same one.
 *
 * @param vocabulary the words that the network knows
 * @param lowerCase whether the case of letters is dropped
 */
public record TokenEncoder(Vocabulary vocabulary, boolean lowerCase) {

  /** Longer tokens are no words of any vocabulary; normalising them would only cost time. */
  static final int LONGEST_WORD = 1000;

  /**
   * The form in which the vocabulary holds a token: compatibility composed (NFKC), in lower case if
   * the model drops case, with straight apostrophes.
   */
  public static String normalize(String token, boolean lowerCase) {
    if (token.length() > LONGEST_WORD) {
      return "";
    }
    String composed = Normalizer.normalize(token, Normalizer.Form.NFKC);
    String cased = lowerCase ? composed.toLowerCase(Locale.ROOT) : composed;
    return cased.replace('\u2019', '\'').strip();
  }

  /** The id of every token, in order: one a token, never {@link Vocabulary#PADDING}. */
  public int[] encode(List<String> tokens) {
    int[] ids = new int[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = vocabulary.id(normalize(tokens.get(i), lowerCase));
    }
    return ids;
  }
}
