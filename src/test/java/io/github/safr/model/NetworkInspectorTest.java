package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.testing.PieceModel;
import io.github.safr.testing.RandomModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Looking inside a network")
class NetworkInspectorTest {

  private static final String[] WORDS = {"unaffable", "film", "Good", ".", "not", "zebra"};

  /** Of all lengths up to four windows. */
  private static final List<List<String>> UNITS = units(24, 2);

  private static final String PIECES = "pieces";
  private static final String ALL_WORDS = "words";
  private static final String PADDED = "words with padding";

  @TempDir static Path folder;
  private static Map<String, SafrModel> models;
  private static Map<String, NetworkInspector> inspectors;

  @BeforeAll
  static void load() {
    Map<String, Path> directories =
        Map.of(
            PIECES, RandomModel.ofPieces(folder),
            ALL_WORDS, RandomModel.ofWords(folder, false),
            PADDED, RandomModel.ofWords(folder, true));
    models = new HashMap<>();
    inspectors = new HashMap<>();
    directories.forEach(
        (name, directory) -> {
          models.put(name, SafrModel.load(directory, DeviceChoice.CPU));
          inspectors.put(name, NetworkInspector.load(directory, DeviceChoice.CPU));
        });
  }

  @AfterAll
  static void close() {
    models.values().forEach(SafrModel::close);
    inspectors.values().forEach(NetworkInspector::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {PIECES, ALL_WORDS, PADDED})
  void classifiesAsTheModelDoes(String kind) {
    List<double[]> inspected = inspectors.get(kind).classify(UNITS);
    List<Prediction> predicted = models.get(kind).classify(UNITS);
    for (int i = 0; i < UNITS.size(); i++) {
      assertThat(inspected.get(i)).containsExactly(predicted.get(i).probabilities(), within(1e-5));
    }
    assertThat(predicted.stream().map(Prediction::label).distinct()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {PIECES, ALL_WORDS, PADDED})
  void attentionThatTokensReceiveIsWhatTheyGiveLessThatToMarksAndPadding(String kind) {
    List<double[]> received = inspectors.get(kind).attentionReceived(UNITS);
    for (int i = 0; i < UNITS.size(); i++) {
      assertThat(received.get(i)).hasSize(UNITS.get(i).size());
      assertThat(Arrays.stream(received.get(i)).min().orElseThrow()).isNotNegative();
      double sum = Arrays.stream(received.get(i)).sum();
      if (kind.equals(PIECES)) {
        assertThat(sum).isStrictlyBetween(0.0, 1.0);
      } else {
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PIECES, ALL_WORDS, PADDED})
  void integratedGradientsSumToWhatTheTokensMakeOfTheBaseline(String kind) {
    NetworkInspector inspector = inspectors.get(kind);
    int[] labels = labels();
    List<double[]> gradients = inspector.integratedGradients(UNITS, labels, 200);
    List<double[]> whole = inspector.classify(UNITS);
    List<double[]> baseline = inspector.classifyBaseline(UNITS);
    double largest = 0;
    for (int i = 0; i < UNITS.size(); i++) {
      double difference = whole.get(i)[labels[i]] - baseline.get(i)[labels[i]];
      largest = Math.max(largest, Math.abs(difference));
      assertThat(Arrays.stream(gradients.get(i)).sum()).isCloseTo(difference, within(5e-3));
    }
    assertThat(largest).isGreaterThan(0.1);
  }

  @Test
  void gradientsOfTheTwoClassesAreOpposite() {
    NetworkInspector inspector = inspectors.get(PIECES);
    int[] labels = labels();
    int[] others = Arrays.stream(labels).map(label -> 1 - label).toArray();
    List<double[]> own = inspector.gradientTimesInput(UNITS, labels, Reduction.SUM);
    List<double[]> other = inspector.gradientTimesInput(UNITS, others, Reduction.SUM);
    List<double[]> size = inspector.gradientTimesInput(UNITS, others, Reduction.NORM);
    for (int i = 0; i < UNITS.size(); i++) {
      double[] negated = Arrays.stream(other.get(i)).map(value -> -value).toArray();
      assertThat(own.get(i)).containsExactly(negated, within(1e-5));
      for (int token = 0; token < own.get(i).length; token++) {
        // |sum of n entries| <= sqrt(n) times their norm.
        assertThat(size.get(i)[token] * Math.sqrt(8) + 1e-6)
            .isGreaterThanOrEqualTo(Math.abs(own.get(i)[token]));
      }
    }
  }

  @Test
  void whatAUnitGetsDoesNotDependOnItsBatch() {
    NetworkInspector inspector = inspectors.get(PIECES);
    List<double[]> together = inspector.integratedGradients(UNITS, labels(), 3);
    for (int i = 0; i < UNITS.size(); i++) {
      double[] alone =
          inspector.integratedGradients(List.of(UNITS.get(i)), new int[] {labels()[i]}, 3).get(0);
      assertThat(alone).containsExactly(together.get(i), within(1e-5));
    }
  }

  @Test
  void refusesWhatItCannotRead() {
    NetworkInspector inspector = inspectors.get(ALL_WORDS);
    List<List<String>> unit = List.of(List.of("film"));
    assertThatIllegalArgumentException().isThrownBy(() -> inspector.classify(List.of(List.of())));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inspector.integratedGradients(unit, new int[] {2}, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inspector.integratedGradients(unit, new int[] {1, 1}, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inspector.integratedGradients(unit, new int[] {1}, 0));
  }

  @Test
  void aModelThatDoesNotNameWhatIsInsideIsRefused() {
    Path directory = PieceModel.write(folder);
    assertThatThrownBy(() -> NetworkInspector.load(directory, DeviceChoice.CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("'pieces-0'")
        .hasMessageContaining("Train it again");
  }

  static List<List<String>> units(int count, int seed) {
    Random random = new Random(seed);
    List<List<String>> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      units.add(random.ints(1 + i, 0, WORDS.length).mapToObj(w -> WORDS[w]).toList());
    }
    return units;
  }

  private static int[] labels() {
    return new Random(4).ints(UNITS.size(), 0, 2).toArray();
  }
}
