package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.text.TextSegmenter;
import io.github.safr.text.TextSpan;
import io.github.safr.uima.SafrModelResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledModelsTest {

  private static final List<String> PRAISE =
      List.of(
          "A wonderful and moving story, beautifully told.",
          "The acting is superb and the music is gorgeous.",
          "Funny, clever and full of charm.",
          "One of the best films of the year.");

  private static final List<String> COMPLAINTS =
      List.of(
          "A dull, tedious and pointless waste of time.",
          "The plot is a mess and the jokes are awful.",
          "Badly acted, badly written and boring.",
          "It was a terrible disappointment.");

  static List<String> names() {
    return BundledModels.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachIsWholeAndLoads(String name) {
    ModelManifest manifest = ModelDirectory.manifestOf(name);
    assertThat(manifest.name()).isEqualTo(name);
    assertThat(manifest.files()).containsKey(ModelDirectory.CARD);
    try (SafrModel model = SafrModel.load(name, DeviceChoice.CPU)) {
      assertThat(model.id()).isEqualTo(manifest.id());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachKnowsPraiseFromComplaint(String name) {
    try (SafrModel model = SafrModel.load(name, DeviceChoice.CPU)) {
      assertThat(model.explain(tokens(PRAISE)))
          .allSatisfy(prediction -> assertThat(prediction.label()).isEqualTo("positive"));
      assertThat(model.explain(tokens(COMPLAINTS)))
          .allSatisfy(prediction -> assertThat(prediction.label()).isEqualTo("negative"));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachSaysWhichWordsSpeakForItsDecisionAndWhichAgainst(String name) {
    List<String> words = List.of("The", "acting", "is", "superb", ",", "but", "the", "plot", "is");
    List<String> unit = new ArrayList<>(words);
    unit.addAll(List.of("a", "mess", "and", "the", "jokes", "are", "awful", "."));
    try (SafrModel model = SafrModel.load(name, DeviceChoice.CPU)) {
      assertThat(model.manifest().attribution()).isTrue();
      Prediction prediction = model.explain(List.of(unit)).get(0);
      assertThat(prediction.label()).isEqualTo("negative");
      Explanation explanation = prediction.explanation().orElseThrow();
      double[] contribution = explanation.contribution();
      double[] importance = explanation.importance();
      assertThat(contribution[unit.indexOf("superb")]).isNegative();
      for (String complaint : List.of("mess", "awful")) {
        assertThat(contribution[unit.indexOf(complaint)]).isPositive();
      }
      List<String> ranked =
          IntStream.range(0, unit.size())
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -importance[i]))
              .map(unit::get)
              .toList();
      assertThat(ranked.subList(0, 3)).containsAnyOf("mess", "awful").doesNotContain("the", ".");
      assertThat(explanation.pairs()).isNotEmpty();
      for (List<TokenAllocation> layers : explanation.allocations()) {
        assertThat(layers.get(0).effects()).isNotEmpty();
      }
    }
  }

  /** A mask that keeps or drops everything explains nothing. */
  @ParameterizedTest
  @MethodSource("names")
  void eachHidesSomeTokensAndShowsOthers(String name) {
    try (SafrModel model = SafrModel.load(name, DeviceChoice.CPU)) {
      for (Prediction prediction : model.explain(tokens(COMPLAINTS))) {
        double[] visibility = prediction.explanation().orElseThrow().visibility();
        double most = Arrays.stream(visibility).max().orElseThrow();
        assertThat(most).isGreaterThan(0.5);
        assertThat(Arrays.stream(visibility).min().orElseThrow()).isLessThan(most / 2);
      }
    }
  }

  @Test
  void togetherStayBelowTheirLimit() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(Path.of("resources"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isLessThan(48_000_000);
  }

  @Test
  void theDefaultIsTheFirst() {
    assertThat(BundledModels.names()).first().isEqualTo(SafrModelResource.DEFAULT_MODEL);
  }

  @Test
  void anUnknownNameListsTheOthers() {
    assertThatThrownBy(() -> BundledModels.with("de-sentiment", directory -> directory))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("en-sentiment");
  }

  private static List<List<String>> tokens(List<String> texts) {
    TextSegmenter segmenter = TextSegmenter.forLanguage("en");
    return texts.stream()
        .map(
            text ->
                segmenter.tokens(text, new TextSpan(0, text.length())).stream()
                    .map(span -> span.of(text))
                    .toList())
        .toList();
  }
}
