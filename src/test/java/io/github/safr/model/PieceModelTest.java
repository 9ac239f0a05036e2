package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.testing.PieceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model that reads word pieces")
class PieceModelTest {

  private static final String[] WORDS = {"unaffable", "film", "Good", ".", "zebra", "\u200B"};

  @TempDir static Path folder;
  private static SafrModel model;

  @BeforeAll
  static void load() {
    model = SafrModel.load(PieceModel.write(folder), DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void everyTokenIsExplainedOnceByTheSumOfItsPiecesWhateverItsBatch() {
    Random random = new Random(5);
    List<List<String>> units = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      units.add(random.ints(1 + i / 5, 0, WORDS.length).mapToObj(w -> WORDS[w]).toList());
    }
    List<Prediction> predictions = model.explain(units);
    for (int i = 0; i < units.size(); i++) {
      Explanation explanation = predictions.get(i).explanation().orElseThrow();
      double[] expected = units.get(i).stream().mapToDouble(PieceModelTest::sumOfPieces).toArray();
      assertThat(explanation.visibility()).containsExactly(expected, within(1e-6));
      assertThat(explanation.allocations()).hasSize(expected.length);
    }
  }

  /** The fake has no bias, so the contributions are all of the log-odds. */
  @Test
  void contributionsSumToTheLogOddsInWindowsThatOverlap() {
    List<String> unit = new Random(6).ints(70, 0, WORDS.length).mapToObj(w -> WORDS[w]).toList();
    Prediction prediction = model.explain(List.of(unit)).get(0);
    double sum = Arrays.stream(prediction.explanation().orElseThrow().contribution()).sum();
    double odds = prediction.confidence() / (1 - prediction.confidence());
    assertThat(prediction.label()).isEqualTo("positive");
    assertThat(sum).isCloseTo(Math.log(odds), within(1e-5));
    assertThat(model.classify(List.of(unit)).get(0).probabilities())
        .containsExactly(prediction.probabilities(), within(1e-6));
  }

  @Test
  void textsThatNoVocabularyHoldsAreReadAsUnknown() {
    List<String> unit =
        List.of(
            "", " ", "\uD83D", "\uDE00x", "日本語", "👩\u200D🚀", "\0", "a".repeat(9000), "\u0301");
    Explanation explanation = model.explain(List.of(unit)).get(0).explanation().orElseThrow();
    assertThat(explanation.size()).isEqualTo(unit.size());
    assertThat(Arrays.stream(explanation.visibility())).allMatch(value -> value > 0);
  }

  @Test
  void itsMarksNeedRoom() throws IOException {
    Path directory = PieceModel.write(folder);
    Path file = directory.resolve("model.json");
    String limit = "\"maxTokens\": " + PieceModel.MAX_PIECES;
    assertThat(Files.readString(file)).contains(limit);
    Files.writeString(
        file,
        Files.readString(file)
            .replace(limit, "\"maxTokens\": 2")
            .replace("\"overlap\": " + PieceModel.OVERLAP, "\"overlap\": 0"));
    assertThatThrownBy(() -> SafrModel.load(directory, DeviceChoice.CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("does not fit its tokenizer");
  }

  private static double sumOfPieces(String token) {
    List<String> pieces =
        switch (token) {
          case "unaffable" -> List.of("un", "##aff", "##able");
          case "film", "." -> List.of(token);
          case "Good" -> List.of("good");
          default -> List.of("[UNK]");
        };
    return pieces.stream().mapToInt(PieceModel.PIECES::indexOf).sum() / 1000.0;
  }
}
