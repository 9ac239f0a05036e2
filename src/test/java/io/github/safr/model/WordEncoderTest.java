package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenEncoderTest {

  private static final Vocabulary VOCABULARY =
      Vocabulary.count(
          List.of(List.of("good", "film", "good"), List.of("bad", "film", "good", "once")), 1);
  private static final TokenEncoder ENCODER = new TokenEncoder(VOCABULARY, true);

  @Property(tries = 500)
  void everyTokenGetsOneIdThatIsNotPadding(@ForAll List<String> tokens) {
    int[] ids = ENCODER.encode(tokens);
    assertThat(ids).hasSameSizeAs(tokens.toArray()).doesNotContain(Vocabulary.PADDING);
  }

  @Test
  void caseAndCompatibilityFormsAreTheSameWord() {
    assertThat(ENCODER.encode(List.of("good", "GOOD", "ｇｏｏｄ"))).containsOnly(VOCABULARY.id("good"));
  }

  @Test
  void curlyApostrophesAreStraightOnes() {
    assertThat(TokenEncoder.normalize("N\u2019T", true)).isEqualTo("n't");
  }

  @Test
  void unknownWordsAreUnknown() {
    assertThat(ENCODER.encode(List.of("zebra", "", "[PAD]", "[UNK]", "x".repeat(100_000))))
        .containsOnly(Vocabulary.UNKNOWN);
  }

  @Test
  void frequentWordsComeFirstAndRareOnesAreLeftOut() {
    Vocabulary frequent =
        Vocabulary.count(List.of(List.of("b", "a", "b"), List.of("b", "a", "c")), 2);
    assertThat(frequent.size()).isEqualTo(4);
    assertThat(frequent.id("b")).isEqualTo(2);
    assertThat(frequent.id("a")).isEqualTo(3);
    assertThat(frequent.id("c")).isEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void aFileHoldsItAll(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("vocabulary.txt");
    VOCABULARY.write(file);
    Vocabulary read = Vocabulary.read(file);
    assertThat(read.size()).isEqualTo(VOCABULARY.size());
    for (int id = 0; id < read.size(); id++) {
      assertThat(read.word(id)).isEqualTo(VOCABULARY.word(id));
    }
  }

  @Test
  void otherFilesAreRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("words.txt"), "good\nbad\n");
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("words.txt");
    Path twice = Files.writeString(folder.resolve("twice.txt"), "[PAD]\n[UNK]\na\na\n");
    assertThatThrownBy(() -> Vocabulary.read(twice)).hasMessageContaining("line 4 twice");
  }
}
