package io.github.safr.io;

/** The characters that a format can carry; others would make a CAS impossible to write. */
public enum Characters {
  /**
   * XML 1.0: neither NUL nor most control characters, no surrogates without their other half, not
   * U+FFFE and U+FFFF.
   */
  XML_1_0 {
    @Override
    boolean has(int codePoint) {
      return (codePoint >= 0x20 && isInXml(codePoint))
          || codePoint == '\t'
          || codePoint == '\n'
          || codePoint == '\r';
    }
  },
  /** XML 1.1: control characters too, but still no NUL. */
  XML_1_1 {
    @Override
    boolean has(int codePoint) {
      return codePoint >= 1 && isInXml(codePoint);
    }
  },
  /** All that a Java string may have, surrogates without their other half included. */
  ALL {
    @Override
    boolean has(int codePoint) {
      return true;
    }
  };

  /** What stands in the place of a character that cannot be carried. */
  public static final char REPLACEMENT = '\uFFFD';

  abstract boolean has(int codePoint);

  /**
   * Replaces every character that cannot be carried by {@link #REPLACEMENT}, one for one, so that
   * offsets into the text stay what they were.
   *
   * @return the same string if there is nothing to replace
   */
  public String replaceForbidden(String text) {
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

  /** How many characters (UTF-16 code units) of a text cannot be carried. */
  public int countForbidden(String text) {
    int count = 0;
    for (int i = nextForbidden(text, 0); i >= 0; i = nextForbidden(text, i + 1)) {
      count++;
    }
    return count;
  }

  private int nextForbidden(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      if (!has(codePoint)) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return -1;
  }

  /** What the productions {@code Char} of both versions of XML have in common. */
  private static boolean isInXml(int codePoint) {
    return (codePoint <= 0xFFFD && !isSurrogate(codePoint))
        || codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
