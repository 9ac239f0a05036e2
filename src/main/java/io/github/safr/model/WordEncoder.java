package io.github.safr.model;

import io.github.safr.tensorflow.PieceSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Reads every token as one word.
 *
 * @param vocabulary the words that the network knows
 * @param lowerCase whether the case of letters is dropped
 */
public record WordEncoder(Vocabulary vocabulary, boolean lowerCase) implements TokenEncoder {

  /** The {@link #kind()} of this class. */
  public static final String KIND = "word";

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

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String unit() {
    return "words";
  }

  @Override
  public boolean readsAnyWord() {
    return false;
  }

  @Override
  public int size() {
    return vocabulary.size();
  }

  @Override
  public int unknown() {
    return Vocabulary.UNKNOWN;
  }

  @Override
  public int marks() {
    return 0;
  }

  @Override
  public int[][] encode(List<String> tokens) {
    int[][] pieces = new int[tokens.size()][];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = new int[] {vocabulary.id(normalize(tokens.get(i), lowerCase))};
    }
    return pieces;
  }

  @Override
  public PieceSequence sequence(int[][] pieces, Window window, int longest) {
    return PieceLayout.NO_MARKS.sequence(pieces, window, longest);
  }

  @Override
  public void write(Path directory) throws IOException {
    vocabulary.write(directory.resolve(ModelDirectory.VOCABULARY));
  }
}
