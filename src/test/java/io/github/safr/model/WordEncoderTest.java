package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.tensorflow.PieceSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordEncoderTest {

  private static final Vocabulary VOCABULARY =
      Vocabulary.count(
          List.of(List.of("good", "film", "good"), List.of("bad", "film", "good", "once")), 1);
  private static final WordEncoder ENCODER = new WordEncoder(VOCABULARY, true);

  @Property(tries = 500)
  void everyTokenIsOnePieceThatIsNotPadding(@ForAll List<String> tokens) {
    int[][] pieces = ENCODER.encode(tokens);
    assertThat(pieces).hasNumberOfRows(tokens.size());
    for (int[] token : pieces) {
      assertThat(token).hasSize(1).doesNotContain(Vocabulary.PADDING);
    }
  }

  @Test
  void aSequenceIsTheWordsOfAWindowAndNothingElse() {
    int[][] pieces = ENCODER.encode(List.of("a", "good", "bad", "film"));
    PieceSequence sequence = ENCODER.sequence(pieces, new Window(1, 3), 2);
    assertThat(sequence.ids()).containsExactly(VOCABULARY.id("good"), VOCABULARY.id("bad"));
    assertThat(sequence.owners()).containsExactly(0, 1);
    assertThat(ENCODER.marks()).isZero();
  }

  @Test
  void caseAndCompatibilityFormsAreTheSameWord() {
    int[] good = {VOCABULARY.id("good")};
    assertThat(ENCODER.encode(List.of("good", "GOOD", "ｇｏｏｄ")))
        .isDeepEqualTo(new int[][] {good, good, good});
  }

  @Test
  void curlyApostrophesAreStraightOnes() {
    assertThat(WordEncoder.normalize("N\u2019T", true)).isEqualTo("n't");
  }

  @Test
  void unknownWordsAreUnknown() {
    for (String token : List.of("zebra", "", "[PAD]", "[UNK]", "x".repeat(100_000))) {
      assertThat(ENCODER.encode(List.of(token))[0]).containsExactly(Vocabulary.UNKNOWN);
    }
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
    ENCODER.write(folder);
    Vocabulary read = Vocabulary.of(Files.readAllLines(folder.resolve("vocabulary.txt")));
    assertThat(read.size()).isEqualTo(VOCABULARY.size());
    for (int id = 0; id < read.size(); id++) {
      assertThat(read.word(id)).isEqualTo(VOCABULARY.word(id));
    }
  }

  @Test
  void otherLinesAreRefused() {
    assertThatThrownBy(() -> Vocabulary.of(List.of("good", "bad", "film")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("[PAD], [UNK]");
    assertThatThrownBy(() -> Vocabulary.of(List.of("[PAD]", "[UNK]", "a", "a")))
        .hasMessageContaining("line 4 twice");
  }

  @Test
  void tellsWhatItReads() {
    assertThat(ENCODER.kind()).isEqualTo("word");
    assertThat(ENCODER.unit()).isEqualTo("words");
    assertThat(ENCODER.readsAnyWord()).isFalse();
    assertThat(ENCODER.size()).isEqualTo(VOCABULARY.size()).isEqualTo(6);
    assertThat(ENCODER.unknown()).isEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void aThousandCharactersMayBeAWordAndMoreAreNone() {
    String longest = "x".repeat(1000);
    assertThat(WordEncoder.normalize(longest, true)).isEqualTo(longest);
    assertThat(WordEncoder.normalize(longest + "x", true)).isEmpty();
  }

  @Test
  void caseIsKeptWhereTheModelKeepsItAndBlanksAreNot() {
    assertThat(WordEncoder.normalize(" Good\u00A0", false)).isEqualTo("Good");
    assertThat(WordEncoder.normalize(" Good\u00A0", true)).isEqualTo("good");
  }

  @Test
  void paddingUnknownAndNothingAreNoWordsOfAText() {
    Vocabulary vocabulary =
        Vocabulary.count(List.of(List.of("[PAD]", "[PAD]", "[UNK]", "", "", "film")), 1);
    assertThat(vocabulary.size()).isEqualTo(3);
    assertThat(vocabulary.word(2)).isEqualTo("film");
    assertThat(vocabulary.hasWords()).isTrue();
    assertThat(Vocabulary.count(List.of(List.of("[UNK]", "")), 1).hasWords()).isFalse();
  }

  @Test
  void equallyFrequentWordsAreInTheOrderOfTheirLetters() {
    Vocabulary vocabulary =
        Vocabulary.count(List.of(List.of("d", "b", "a", "c", "e", "e", "g", "f")), 1);
    List<String> words = IntStream.range(2, vocabulary.size()).mapToObj(vocabulary::word).toList();
    assertThat(words).containsExactly("e", "a", "b", "c", "d", "f", "g");
  }

  @Test
  void linesWithoutWordsAreRefused() {
    assertThatThrownBy(() -> Vocabulary.of(List.of("[PAD]", "[UNK]")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("This is no vocabulary");
  }
}
