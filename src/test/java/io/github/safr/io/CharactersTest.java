package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.uima.internal.util.XMLUtils;
import org.junit.jupiter.api.Test;

class CharactersTest {

  @Test
  void leavesLegalTextAlone() {
    String text = "a\tb\r\nc é שלום 😀 e\u0301 \uE000\uFFFD";
    for (Characters characters : Characters.values()) {
      assertThat(characters.replaceForbidden(text)).isSameAs(text);
      assertThat(characters.countForbidden(text)).isZero();
    }
  }

  @Test
  void replacesEachForbiddenCharacterByOne() {
    String text = "a\0b\u001Bc\uFFFEd\uFFFFe\uD83Df\uDE00";
    assertThat(Characters.XML_1_0.replaceForbidden(text))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFD");
    assertThat(Characters.XML_1_0.countForbidden(text)).isEqualTo(6);
    assertThat(Characters.XML_1_1.replaceForbidden(text))
        .isEqualTo("a\uFFFDb\u001Bc\uFFFDd\uFFFDe\uFFFDf\uFFFD");
    assertThat(Characters.ALL.replaceForbidden(text)).isSameAs(text);
  }

  @Property(tries = 500)
  void keepsOffsetsAndPleasesTheXmlWriter(@ForAll String text, @ForAll Characters characters) {
    String clean = characters.replaceForbidden(text);
    assertThat(clean).hasSameSizeAs(text);
    if (characters != Characters.ALL) {
      boolean is11 = characters == Characters.XML_1_1;
      assertThat(XMLUtils.checkForNonXmlCharacters(clean, is11)).isEqualTo(-1);
    }
    int changed = 0;
    for (int i = 0; i < text.length(); i++) {
      changed += clean.charAt(i) == text.charAt(i) ? 0 : 1;
    }
    assertThat(changed).isEqualTo(characters.countForbidden(text));
  }
}
