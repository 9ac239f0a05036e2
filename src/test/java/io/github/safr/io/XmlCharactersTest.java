package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.uima.internal.util.XMLUtils;
import org.junit.jupiter.api.Test;

class XmlCharactersTest {

  @Test
  void leavesLegalTextAlone() {
    String text = "a\tb\r\nc é שלום 😀 e\u0301 \uE000\uFFFD";
    assertThat(XmlCharacters.replaceForbidden(text)).isSameAs(text);
    assertThat(XmlCharacters.countForbidden(text)).isZero();
  }

  @Test
  void replacesEachForbiddenCharacterByOne() {
    String text = "a\0b\u001Bc\uFFFEd\uFFFFe\uD83Df\uDE00";
    assertThat(XmlCharacters.replaceForbidden(text))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFD");
    assertThat(XmlCharacters.countForbidden(text)).isEqualTo(6);
  }

  @Property(tries = 500)
  void keepsOffsetsAndPleasesTheXmlWriter(@ForAll String text) {
    String clean = XmlCharacters.replaceForbidden(text);
    assertThat(clean).hasSameSizeAs(text);
    assertThat(XMLUtils.checkForNonXmlCharacters(clean)).isEqualTo(-1);
    int changed = 0;
    for (int i = 0; i < text.length(); i++) {
      changed += clean.charAt(i) == text.charAt(i) ? 0 : 1;
    }
    assertThat(changed).isEqualTo(XmlCharacters.countForbidden(text));
  }
}
