package io.github.safr.text;

/**
 * A stretch of text.
 *
 * @param begin offset of its first character (UTF-16 code units, as in Java and UIMA)
 * @param end offset after its last character
 */
public record TextSpan(int begin, int end) {

  /** The text it covers. */
  public String of(String text) {
    return text.substring(begin, end);
  }
}
