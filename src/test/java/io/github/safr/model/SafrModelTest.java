package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.network.Objective;
import io.github.safr.testing.TinyModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafrModelTest {

  private static final String[] WORDS = {"the", "film", "good", "bad", "not", ".", "zebra"};

  @TempDir static Path folder;
  private static SafrModel model;

  @BeforeAll
  static void load() {
    model = SafrModel.load(TinyModel.write(folder), DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void aBatchGivesWhatSingleCallsGive() {
    List<List<String>> units = units(200, 40);
    List<Prediction> together = model.explain(units);
    for (int i = 0; i < units.size(); i++) {
      assertSame(together.get(i), model.explain(List.of(units.get(i))).get(0));
    }
  }

  @Test
  void explainingDoesNotChangeTheDecision() {
    List<List<String>> units = units(50, 20);
    List<Prediction> plain = model.classify(units);
    List<Prediction> explained = model.explain(units);
    for (int i = 0; i < units.size(); i++) {
      assertThat(plain.get(i).explanation()).isEmpty();
      assertThat(plain.get(i).label()).isEqualTo(explained.get(i).label());
      assertThat(plain.get(i).probabilities())
          .containsExactly(explained.get(i).probabilities(), within(1e-6));
    }
  }

  @Test
  void everyTokenOfALongUnitIsExplainedByItsOwnWindow() {
    List<String> unit = units(1, 1).get(0);
    List<String> longUnit = new ArrayList<>();
    for (int i = 0; i < 5 * TinyModel.MAX_TOKENS + 3; i++) {
      longUnit.add(WORDS[i % WORDS.length]);
    }
    Explanation explanation =
        model.explain(List.of(unit, longUnit)).get(1).explanation().orElseThrow();
    assertThat(explanation.size()).isEqualTo(longUnit.size());
    assertThat(explanation.allocations()).hasSize(longUnit.size());
    assertThat(Arrays.stream(explanation.visibility())).allMatch(p -> p > 0 && p < 1);
    List<Window> windows = Window.cover(ones(longUnit.size()), TinyModel.MAX_TOKENS, 0);
    int[] windowOf = new int[longUnit.size()];
    for (int w = 0; w < windows.size(); w++) {
      Arrays.fill(windowOf, windows.get(w).begin(), windows.get(w).end(), w);
    }
    assertThat(explanation.pairs()).isNotEmpty();
    assertThat(explanation.pairs())
        .allMatch(pair -> pair.first() < pair.second())
        .allMatch(pair -> windowOf[pair.first()] == windowOf[pair.second()]);
    assertThat(explanation.pairs())
        .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    Window third = windows.get(2);
    Explanation alone =
        model
            .explain(List.of(longUnit.subList(third.begin(), third.end())))
            .get(0)
            .explanation()
            .orElseThrow();
    assertThat(Arrays.copyOfRange(explanation.visibility(), third.begin(), third.end()))
        .containsExactly(alone.visibility(), within(1e-5));
  }

  /** The tiny model's classifier has no bias, so the contributions are all of the log-odds. */
  @Test
  void contributionsSumToTheLogOdds() {
    for (Prediction prediction : model.explain(units(50, 30))) {
      double sum = Arrays.stream(prediction.explanation().orElseThrow().contribution()).sum();
      double odds = prediction.confidence() / (1 - prediction.confidence());
      assertThat(sum).isCloseTo(Math.log(odds), within(1e-4));
    }
  }

  @Test
  void withManyLabelsContributionsAreAgainstTheMeanOfTheOthers() {
    Path directory = TinyModel.write(folder, Objective.CORRECTED, List.of("a", "b", "c", "d"));
    try (SafrModel four = SafrModel.load(directory, DeviceChoice.CPU)) {
      for (Prediction prediction : four.explain(units(20, 12))) {
        double[] p = prediction.probabilities();
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
        double others = 0;
        for (int c = 0; c < 4; c++) {
          others += four.labels().get(c).equals(prediction.label()) ? 0 : Math.log(p[c]) / 3;
        }
        assertThat(Arrays.stream(prediction.explanation().orElseThrow().contribution()).sum())
            .isCloseTo(Math.log(prediction.confidence()) - others, within(1e-4));
      }
    }
  }

  @Test
  void withoutAMaskImportanceIsTheSizeOfTheContribution() {
    Path directory = TinyModel.write(folder, Objective.NONE, List.of("no", "yes"));
    try (SafrModel unmasked = SafrModel.load(directory, DeviceChoice.CPU)) {
      Explanation explanation =
          unmasked.explain(List.of(List.of("good", "film"))).get(0).explanation().orElseThrow();
      double first = Math.abs(explanation.contribution()[0]);
      double second = Math.abs(explanation.contribution()[1]);
      double largest = Math.max(first, second);
      assertThat(explanation.importance())
          .containsExactly(new double[] {first / largest, second / largest}, within(1e-5));
    }
  }

  @Test
  void allocationsKeepTheirRanges() {
    for (Prediction prediction : model.explain(units(30, 20))) {
      for (List<TokenAllocation> layers : prediction.explanation().orElseThrow().allocations()) {
        assertThat(layers).hasSize(1);
        TokenAllocation allocation = layers.get(0);
        assertThat(allocation.layer()).isEqualTo(2);
        assertThat(allocation.capacity()).isBetween(0.0, 1.0);
        assertThat(allocation.effectiveNeurons()).isBetween(1.0, 24.01);
        assertThat(allocation.neurons()).hasSameSizeAs(allocation.activations()).isNotEmpty();
        assertThat(allocation.effects()).hasSameSizeAs(allocation.neurons());
        assertThat(Arrays.stream(allocation.effects()).map(Math::abs).toArray())
            .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        for (double activation : allocation.activations()) {
          assertThat(Math.abs(activation)).isLessThanOrEqualTo(allocation.norm() + 1e-5);
        }
      }
    }
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    List<List<String>> units = units(60, 30);
    List<Prediction> expected = model.explain(units);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<List<Prediction>>> calls = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        calls.add(() -> model.explain(units));
      }
      for (Future<List<Prediction>> future : threads.invokeAll(calls)) {
        List<Prediction> actual = future.get();
        for (int i = 0; i < expected.size(); i++) {
          assertSame(expected.get(i), actual.get(i));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void noUnitsIsNoWork() {
    assertThat(model.classify(List.of())).isEmpty();
  }

  @Test
  void aUnitWithoutTokensIsRefused() {
    assertThatThrownBy(() -> model.classify(List.of(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedModelSaysSo() {
    SafrModel closed = SafrModel.load(TinyModel.write(folder), DeviceChoice.CPU);
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.classify(List.of(List.of("film"))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aGpuThatIsNotThereIsNamedWithTheReason() {
    assertThatThrownBy(() -> SafrModel.load(TinyModel.write(folder), DeviceChoice.parse("gpu:7")))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll("no GPU for 'gpu:7': ", "use device cpu");
  }

  @Test
  void whoAsksForAnyDeviceIsToldWhyItIsNotAGpu() {
    assertThat(model.gpuObstacle()).as("the CPU was asked for").isEmpty();
    try (SafrModel any = SafrModel.load(TinyModel.write(folder), DeviceChoice.AUTO)) {
      boolean onProcessor = any.deviceDescription().equals("cpu");
      assertThat(any.gpuObstacle().isPresent()).isEqualTo(onProcessor);
    }
  }

  @Test
  void unknownNamesListWhatThereIs() {
    assertThatThrownBy(() -> SafrModel.load("no-such-model", DeviceChoice.CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no-such-model");
  }

  private static void assertSame(Prediction expected, Prediction actual) {
    assertThat(actual.label()).isEqualTo(expected.label());
    assertThat(actual.probabilities()).containsExactly(expected.probabilities(), within(1e-5));
    Explanation a = actual.explanation().orElseThrow();
    Explanation e = expected.explanation().orElseThrow();
    assertThat(a.importance()).containsExactly(e.importance(), within(1e-4));
    assertThat(a.visibility()).containsExactly(e.visibility(), within(1e-5));
    assertThat(a.contribution()).containsExactly(e.contribution(), within(1e-5));
    assertThat(a.pairs()).hasSameSizeAs(e.pairs());
    for (int i = 0; i < e.pairs().size(); i++) {
      assertThat(a.pairs().get(i).score()).isCloseTo(e.pairs().get(i).score(), within(1e-5));
    }
    for (int t = 0; t < e.size(); t++) {
      assertThat(a.allocations().get(t).get(0).norm())
          .isCloseTo(e.allocations().get(t).get(0).norm(), within(1e-3));
    }
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static List<List<String>> units(int count, int longest) {
    Random random = new Random(17);
    List<List<String>> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> unit = new ArrayList<>();
      for (int t = random.nextInt(longest); t >= 0; t--) {
        unit.add(WORDS[random.nextInt(WORDS.length)]);
      }
      units.add(unit);
    }
    return units;
  }
}
