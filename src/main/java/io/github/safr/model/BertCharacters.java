package io.github.safr.model;

import java.lang.Character.UnicodeBlock;
import java.util.Set;

/**
 * The part of BERT's reading of characters that DJL's tokenizer leaves out: invisible characters
 * are dropped, and every Chinese character is a word of its own.
 */
final class BertCharacters {

  /** What BERT's tokenizer calls Chinese characters, whatever the language. */
  private static final Set<UnicodeBlock> CHINESE =
      Set.of(
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_A,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_B,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_C,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_D,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_E,
          UnicodeBlock.CJK_COMPATIBILITY_IDEOGRAPHS,
          UnicodeBlock.CJK_COMPATIBILITY_IDEOGRAPHS_SUPPLEMENT);

  private BertCharacters() {}

  /** The token without what cannot be seen, and with blanks around Chinese characters. */
  static String prepare(String token) {
    StringBuilder prepared = new StringBuilder(token.length());
    token
        .codePoints()
        .filter(c -> !isInvisible(c))
        .forEach(
            c -> {
              if (isChinese(c)) {
                prepared.append(' ').appendCodePoint(c).append(' ');
              } else {
                prepared.appendCodePoint(c);
              }
            });
    return prepared.toString();
  }

  private static boolean isChinese(int character) {
    UnicodeBlock block = UnicodeBlock.of(character);
    return block != null && CHINESE.contains(block);
  }

  /**
   * Controls, formats, private characters and halves of pairs. What no Unicode version that this
   * Java knows has assigned counts as visible, as with BERT.
   */
  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\t' && character != '\n' && character != '\r';
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
      default -> false;
    };
  }
}
