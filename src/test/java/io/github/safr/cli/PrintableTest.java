package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void keepsWhatPeopleWrite() {
    String text = "naïve café — “quoted” 👩‍🍳 שלום e\u0301";
    assertThat(Printable.line(text)).isEqualTo(text);
  }

  @Test
  void takesAwayWhatMovesTheCursor() {
    assertThat(Printable.line("a\u001B[2Jb\u009Bc\bd\re\nf\tg\u2028h"))
        .isEqualTo("a\uFFFD[2Jb\uFFFDc\uFFFDd e f g h");
  }

  @Test
  void takesAwayWhatTurnsTheLine() {
    assertThat(Printable.line("a\u202Eb\u2066c\u200Fd\uFEFF")).isEqualTo("abcd");
  }

  @Test
  void cutsLongTextBetweenCharacters() {
    assertThat(Printable.line("12345", 5)).isEqualTo("12345");
    assertThat(Printable.line("123456", 5)).isEqualTo("1234…");
    assertThat(Printable.line("😀😀😀", 2)).isEqualTo("😀…");
  }

  @Property(tries = 300)
  void neverLetsControlCharactersThrough(@ForAll String text) {
    assertThat(Printable.line(text, 40).codePoints()).noneMatch(Character::isISOControl);
  }
}
