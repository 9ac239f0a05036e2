package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.testing.TinyModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialTextTest {

  private static final List<String> TEXT =
      List.of("the", "film", "was", "very", "good", "and", "i", "liked", "the", "film", ".");

  @TempDir static Path folder;
  private static SafrModel tiny;
  private static SafrModel bundled;

  @BeforeAll
  static void load() {
    tiny = SafrModel.load(TinyModel.write(folder), DeviceChoice.CPU);
    bundled = SafrModel.load("en-sentiment", DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    tiny.close();
    bundled.close();
  }

  @Test
  void deletionIsTheTextWithoutTheTokens() {
    for (SafrModel model : List.of(tiny, bundled)) {
      BitSet kept = bits(0, 1, 2, 4, 10);
      List<String> rest = kept.stream().mapToObj(TEXT::get).toList();
      assertSame(partial(model, kept, Removal.DELETION), model.classify(List.of(rest)).get(0));
    }
  }

  @Test
  void replacementIsTheTextWithUnknownTokens() {
    // No vocabulary holds a word of so many characters, nor does either model read its parts.
    String unknown = "x".repeat(2000);
    for (SafrModel model : List.of(tiny, bundled)) {
      BitSet kept = bits(0, 1, 2, 4, 10);
      List<String> rest = new ArrayList<>(TEXT);
      for (int i = 0; i < rest.size(); i++) {
        rest.set(i, kept.get(i) ? rest.get(i) : unknown);
      }
      assertSame(partial(model, kept, Removal.REPLACEMENT), model.classify(List.of(rest)).get(0));
    }
  }

  @Test
  void whereNothingIsTakenTheTextIsWhole() {
    BitSet all = new BitSet();
    all.set(0, TEXT.size());
    for (SafrModel model : List.of(tiny, bundled)) {
      for (Removal removal : Removal.values()) {
        assertSame(partial(model, all, removal), model.classify(List.of(TEXT)).get(0));
      }
    }
  }

  /** The tiny model's classifier has no bias. */
  @Test
  void ofNothingTheBiasDecides() {
    assertThat(partial(tiny, new BitSet(), Removal.DELETION).probabilities())
        .containsExactly(new double[] {0.5, 0.5}, within(1e-6));
    Prediction prediction = partial(bundled, new BitSet(), Removal.DELETION);
    Prediction whole = bundled.explain(List.of(TEXT)).get(0);
    double contributions = 0;
    for (double contribution : whole.explanation().orElseThrow().contribution()) {
      contributions += contribution;
    }
    int label = bundled.labels().indexOf(whole.label());
    assertThat(logOdds(prediction.probabilities()[label]))
        .isCloseTo(logOdds(whole.confidence()) - contributions, within(1e-4));
  }

  @Test
  void whatIsKeptMustBeInTheText() {
    assertThatThrownBy(() -> new PartialText(TEXT, bits(11), Removal.DELETION))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartialText(List.of(), new BitSet(), Removal.DELETION))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double logOdds(double probability) {
    return Math.log(probability / (1 - probability));
  }

  private static Prediction partial(SafrModel model, BitSet kept, Removal removal) {
    // With a text of another length in the same batch, so that there is padding.
    return model
        .classifyPartial(
            List.of(
                new PartialText(TEXT, kept, removal),
                new PartialText(TEXT, bits(1, 2, 3), Removal.DELETION)))
        .get(0);
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }

  private static void assertSame(Prediction one, Prediction other) {
    assertThat(one.label()).isEqualTo(other.label());
    assertThat(one.probabilities()).containsExactly(other.probabilities(), within(1e-5));
  }
}
