package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.testing.HostileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceEncoderTest {

  private static final List<String> PIECES =
      List.of(
          "[PAD]", "a", "##a", "[CLS]", "[SEP]", "[UNK]", "[MASK]", "un", "##aff", "##able", "film",
          "cafe", "'", "-", ".", "日", "本", "##本", "word", "##ing", "[", "]", "pad");
  private static final WordPieceEncoder ENCODER = WordPieceEncoder.of(PIECES);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "film, film",
        "FILM, film",
        "unaffable, un ##aff ##able",
        "Café, cafe",
        "cafe\u0301, cafe",
        "a-film., a - film .",
        "filming, film ##ing",
        "filmx, [UNK]",
        "日本, 日 本",
        "wo\u200Brd, word",
        "wo\u00ADrd, word",
        "a b, a [UNK]",
        "[PAD], [ pad ]",
        "\uD83D\uDC4D, [UNK]",
        "word\uD83D, word",
        "\uD8C0\uDC00, [UNK]",
      })
  void tokensAreCutIntoTheLongestPiecesThereAre(String token, String pieces) {
    assertThat(piecesOf(token)).isEqualTo(pieces);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\u00A0", "\u200B", "\0", "\uFEFF\u200D", "\uD83D", "\uFFFD", "\u0301"})
  void aTokenOfWhichNothingIsLeftIsUnknown(String token) {
    assertThat(piecesOf(token)).isEqualTo("[UNK]");
  }

  @Test
  void aLongTokenIsCutAndAnEndlessOneIsUnknown() {
    assertThat(ENCODER.encode(List.of("a".repeat(100)))[0])
        .hasSize(WordPieceEncoder.MOST_PIECES)
        .startsWith(PIECES.indexOf("a"), PIECES.indexOf("##a"));
    assertThat(piecesOf("a".repeat(101))).isEqualTo("[UNK]");
    assertThat(piecesOf("a".repeat(5_000_000))).isEqualTo("[UNK]");
    assertThat(piecesOf("日".repeat(101))).isEqualTo("[UNK]");
  }

  @Property
  void everyTokenHasPiecesThatAreKnownAndNotPadding(@ForAll("hostile") List<String> tokens) {
    int[][] pieces = ENCODER.encode(tokens);
    assertThat(pieces).hasNumberOfRows(tokens.size());
    for (int[] token : pieces) {
      assertThat(token).hasSizeBetween(1, WordPieceEncoder.MOST_PIECES);
      assertThat(Arrays.stream(token)).allMatch(id -> id > 0 && id < ENCODER.size());
      assertThat(Arrays.stream(token).mapToObj(PIECES::get))
          .doesNotContain("[CLS]", "[SEP]", "[MASK]");
    }
  }

  @Property
  void sequencesKeepTheLimitAndEveryTokenOfTheirWindow(
      @ForAll("hostile") List<String> tokens,
      @ForAll @IntRange(min = 3, max = 40) int longest,
      @ForAll @IntRange(max = 10) int overlap) {
    int[][] pieces = ENCODER.encode(tokens);
    for (Window window : ENCODER.windows(pieces, longest, overlap)) {
      PieceSequence sequence = ENCODER.sequence(pieces, window, longest);
      assertThat(sequence.length()).isLessThanOrEqualTo(longest);
      assertThat(sequence.tokens()).isEqualTo(window.length());
      assertThat(Arrays.stream(sequence.owners()).filter(o -> o == PieceSequence.NOBODY))
          .hasSize(ENCODER.marks());
      assertThat(sequence.ids()).doesNotContain(0);
    }
  }

  @Test
  void marksStandAroundTheTokensOfAWindow() {
    int[][] pieces = ENCODER.encode(List.of("a", "unaffable", "film", "."));
    PieceSequence sequence = ENCODER.sequence(pieces, new Window(1, 3), 6);
    assertThat(Arrays.stream(sequence.ids()).mapToObj(PIECES::get))
        .containsExactly("[CLS]", "un", "##aff", "##able", "film", "[SEP]");
    int nobody = PieceSequence.NOBODY;
    assertThat(sequence.owners()).containsExactly(nobody, 0, 0, 0, 1, nobody);
  }

  @Test
  void ofATokenThatIsLongerThanAWindowThePiecesThatFitAreRead() {
    int[][] pieces = ENCODER.encode(List.of("unaffable"));
    PieceSequence sequence = ENCODER.sequence(pieces, new Window(0, 1), 4);
    assertThat(Arrays.stream(sequence.ids()).mapToObj(PIECES::get))
        .containsExactly("[CLS]", "un", "##aff", "[SEP]");
  }

  @Test
  void aWindowThatDoesNotFitIsRefused() {
    int[][] pieces = ENCODER.encode(List.of("unaffable", "film"));
    assertThatThrownBy(() -> ENCODER.sequence(pieces, new Window(0, 2), 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatACallerDoesToPiecesIsForgotten() {
    ENCODER.encode(List.of("film"))[0][0] = 0;
    assertThat(piecesOf("film")).isEqualTo("film");
  }

  /** More tokens than are remembered, so that places are taken over while others read them. */
  @Test
  @Tag("long")
  void manyThreadsGetWhatOneGets() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      tokens.add((i % 3 == 0 ? "a" : "film") + "-".repeat(i % 7) + Integer.toString(i % 5000, 36));
    }
    int[][] expected = WordPieceEncoder.of(PIECES).encode(tokens);
    WordPieceEncoder shared = WordPieceEncoder.of(PIECES);
    List<int[][]> actual =
        IntStream.range(0, 8).parallel().mapToObj(thread -> shared.encode(tokens)).toList();
    assertThat(actual).allMatch(encoded -> Arrays.deepEquals(encoded, expected));
  }

  @Test
  void aFileHoldsItAll(@TempDir Path folder) throws IOException {
    ENCODER.write(folder);
    Path file = folder.resolve("vocabulary.txt");
    assertThat(Files.readAllLines(file)).isEqualTo(PIECES);
    WordPieceEncoder read = WordPieceEncoder.of(Files.readAllLines(file));
    assertThat(read.size()).isEqualTo(PIECES.size());
    assertThat(read.unknown()).isEqualTo(PIECES.indexOf("[UNK]"));
  }

  @Test
  void otherVocabulariesAreRefused() {
    for (String missing : List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")) {
      List<String> others = PIECES.stream().filter(piece -> !piece.equals(missing)).toList();
      assertThatThrownBy(() -> WordPieceEncoder.of(others))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining(missing);
    }
    List<String> twice = new ArrayList<>(PIECES);
    twice.add("film");
    assertThatThrownBy(() -> WordPieceEncoder.of(twice))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("line 24 twice");
  }

  @Test
  void tellsWhatItReads() {
    assertThat(ENCODER.kind()).isEqualTo("wordpiece");
    assertThat(ENCODER.unit()).isEqualTo("word pieces");
    assertThat(ENCODER.readsAnyWord()).isTrue();
    assertThat(ENCODER.lowerCase()).isTrue();
    assertThat(ENCODER.marks()).isEqualTo(2);
  }

  /** A character counts once, however many places it takes. */
  @Test
  void theLongestTokenIsCountedInCharacters() {
    List<String> pieces = new ArrayList<>(PIECES);
    pieces.add("\uD840\uDC00");
    WordPieceEncoder encoder = WordPieceEncoder.of(pieces);
    String hundred = "\uD840\uDC00".repeat(100);
    assertThat(encoder.encode(List.of(hundred))[0])
        .hasSize(WordPieceEncoder.MOST_PIECES)
        .containsOnly(PIECES.size());
    assertThat(encoder.encode(List.of(hundred + "a"))[0]).containsExactly(encoder.unknown());
  }

  @Provide
  Arbitrary<List<String>> hostile() {
    return HostileText.any().list().ofMaxSize(30);
  }

  private static String piecesOf(String token) {
    int[] ids = ENCODER.encode(List.of(token))[0];
    return String.join(" ", Arrays.stream(ids).mapToObj(PIECES::get).toList());
  }
}
