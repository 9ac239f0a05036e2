package io.github.safr.text;

import java.util.List;

/**
 * Finds sentences and tokens with OpenNLP. Training and pipelines use the same one, so that a model
 * meets the tokens that it was trained on. Not safe for use by several threads: one a thread (the
 * models behind it are shared).
 */
public final class TextSegmenter {

  private TextSegmenter() {}

  /**
   * A segmenter with OpenNLP's models for a language from the class path.
   *
   * @param language ISO 639-1 code
   * @throws IllegalArgumentException if no models for the language are on the class path
   */
  public static TextSegmenter forLanguage(String language) {
    throw new UnsupportedOperationException(language);
  }

  /** Sentences in order, without white space at their ends; blank text has none. */
  public List<TextSpan> sentences(String text) {
    throw new UnsupportedOperationException();
  }

  /** Tokens of a sentence in order; offsets are those of the text. */
  public List<TextSpan> tokens(String text, TextSpan sentence) {
    throw new UnsupportedOperationException();
  }
}
