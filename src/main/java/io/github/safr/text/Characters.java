package io.github.safr.text;

/** What segmentation asks of characters. */
final class Characters {

  private static final char ZERO_WIDTH_JOINER = '\u200D';

  private Characters() {}

  /** Whether OpenNLP takes the character for white space. No surrogate is. */
  static boolean isWhiteSpace(char c) {
    return Character.isWhitespace(c) || Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  /** The first position from {@code from} that is not white space, or {@code end}. */
  static int skipWhiteSpace(String text, int from, int end) {
    int i = from;
    while (i < end && isWhiteSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The first position from {@code from} that is white space, or {@code end}. */
  static int skipRun(String text, int from, int end) {
    int i = from;
    while (i < end && !isWhiteSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Whether a stretch of white space holds a blank line or a paragraph separator. */
  static boolean isParagraphBreak(String text, int begin, int end) {
    int lineBreaks = 0;
    for (int i = begin; i < end; i++) {
      switch (text.charAt(i)) {
        case '\n' -> lineBreaks += i > begin && text.charAt(i - 1) == '\r' ? 0 : 1;
        case '\r', '\u000B', '\f', '\u2028' -> lineBreaks++;
        case '\u2029' -> lineBreaks += 2;
        default -> {}
      }
    }
    return lineBreaks > 1;
  }

  /**
   * Whether a token may end before {@code position}: not inside a surrogate pair, and not between a
   * character and what modifies it (combining marks, joined emoji).
   */
  static boolean mayCut(String text, int position) {
    char before = text.charAt(position - 1);
    int after = text.codePointAt(position);
    boolean insidePair =
        Character.isHighSurrogate(before) && Character.isLowSurrogate(text.charAt(position));
    return !insidePair
        && !isMark(after)
        && after != ZERO_WIDTH_JOINER
        && before != ZERO_WIDTH_JOINER;
  }

  /** Whether the code point belongs to a word: letters, digits and the marks on them. */
  static boolean isWordPart(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || isMark(codePoint);
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
