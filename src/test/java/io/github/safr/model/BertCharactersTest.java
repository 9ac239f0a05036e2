package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BertCharactersTest {

  /** One of each block, from the common ones to the last of the compatibility forms. */
  @ParameterizedTest
  @ValueSource(
      ints = {0x4E00, 0x9FFF, 0x3400, 0x20000, 0x2A700, 0x2B740, 0x2B820, 0xF900, 0x2F800, 0x2FA1D})
  void everyChineseCharacterIsAWordOfItsOwn(int character) {
    String chinese = Character.toString(character);
    assertThat(BertCharacters.prepare("a" + chinese + chinese + "b"))
        .isEqualTo("a " + chinese + "  " + chinese + " b");
  }

  /** Kana, Hangul, a punctuation mark beside them, an emoji, and what is in no block at all. */
  @ParameterizedTest
  @ValueSource(ints = {0x3042, 0xAC00, 0x3001, 0x1F600, 0x2FE0, '\t', '\n', '\r', 'x'})
  void otherCharactersStayWhereTheyAre(int character) {
    String token = "a" + Character.toString(character) + "b";
    assertThat(BertCharacters.prepare(token)).isEqualTo(token);
  }

  /** A control, a soft hyphen, a direction mark, a private character, and half of a pair. */
  @ParameterizedTest
  @ValueSource(ints = {0x0001, 0x007F, 0x00AD, 0x200B, 0x202E, 0xE000, 0xF0000, 0xD83D})
  void whatCannotBeSeenIsDropped(int character) {
    assertThat(BertCharacters.prepare("a" + Character.toString(character) + "b")).isEqualTo("ab");
  }
}
