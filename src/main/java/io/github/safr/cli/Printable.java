package io.github.safr.cli;

import org.jspecify.annotations.Nullable;

/**
 * Text from strangers, made fit for a terminal: no control characters that could move the cursor or
 * change its colours, no marks that turn the direction of the line, one line only.
 */
final class Printable {

  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

  private Printable() {}

  /** The text on one line; nothing for null. */
  static String line(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL -> line.append(Character.isWhitespace(c) ? ' ' : '\uFFFD');
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> line.append(' ');
                case Character.SURROGATE -> line.append('\uFFFD');
                case Character.FORMAT -> {
                  // Emoji and several scripts need the joiners; the others are not missed.
                  if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
                    line.appendCodePoint(c);
                  }
                }
                default -> line.appendCodePoint(c);
              }
            });
    return line.toString();
  }

  /** The text on one line of at most that many characters, the last a mark if some are missing. */
  static String line(String text, int maxLength) {
    int characters = text.codePointCount(0, text.length());
    if (characters <= maxLength) {
      return line(text);
    }
    return line(text.substring(0, text.offsetByCodePoints(0, maxLength - 1))) + "…";
  }
}
