package io.github.safr.io;

/**
 * The characters that XML 1.0 can carry. Others (NUL, most control characters, surrogates without
 * their other half, U+FFFE and U+FFFF) would make a CAS impossible to write as XMI.
 */
public final class XmlCharacters {

  /** What stands in the place of a forbidden character. */
  public static final char REPLACEMENT = '\uFFFD';

  private XmlCharacters() {}

  /**
   * Replaces every forbidden character by {@link #REPLACEMENT}, one for one, so that offsets into
   * the text stay what they were.
   *
   * @return the same string if there is nothing to replace
   */
  public static String replaceForbidden(String text) {
    int first = nextForbidden(text, 0);
    if (first < 0) {
      return text;
    }
    char[] characters = text.toCharArray();
    for (int i = first; i >= 0; i = nextForbidden(text, i + 1)) {
      characters[i] = REPLACEMENT;
    }
    return new String(characters);
  }

  /** How many characters (UTF-16 code units) of a text XML 1.0 forbids. */
  public static int countForbidden(String text) {
    int count = 0;
    for (int i = nextForbidden(text, 0); i >= 0; i = nextForbidden(text, i + 1)) {
      count++;
    }
    return count;
  }

  private static int nextForbidden(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      if (!isAllowed(codePoint)) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return -1;
  }

  /** The production {@code Char} of XML 1.0, section 2.2. */
  private static boolean isAllowed(int codePoint) {
    return codePoint >= 0x20 && codePoint <= 0xD7FF
        || codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || codePoint >= 0xE000 && codePoint <= 0xFFFD
        || codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
  }
}
