package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.InnerNetwork.Values;
import io.github.safr.model.UnitWindows.Batch;
import io.github.safr.tensorflow.InnerTensors;
import io.github.safr.testing.RandomModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Neurons of a network")
class InspectedNeuronsTest {

  private static final int BLOCK = 2;
  private static final int[] NONE = {};
  private static final int[] ALL = IntStream.range(0, RandomModel.NEURONS).toArray();
  private static final List<List<String>> UNITS = NetworkInspectorTest.units(20, 8);

  @TempDir static Path folder;
  private static Path pieces;

  @BeforeAll
  static void write() {
    pieces = RandomModel.ofPieces(folder);
  }

  @Test
  void areThoseThatAnExplanationReports() {
    for (Path directory : List.of(pieces, RandomModel.ofWords(folder, true))) {
      try (NetworkInspector inspector = NetworkInspector.load(directory, DeviceChoice.CPU);
          SafrModel model = SafrModel.load(directory, DeviceChoice.CPU)) {
        List<Prediction> predictions = model.explain(UNITS);
        List<Integer> seen = new ArrayList<>();
        inspector.neuronActivations(
            UNITS,
            BLOCK,
            (activations, unit) -> {
              seen.add(unit);
              Explanation explanation = predictions.get(unit).explanation().orElseThrow();
              assertThat(activations).hasNumberOfRows(UNITS.get(unit).size());
              for (int token = 0; token < activations.length; token++) {
                TokenAllocation reported = explanation.allocations().get(token).get(0);
                for (int k = 0; k < reported.neurons().length; k++) {
                  assertThat((double) activations[token][reported.neurons()[k]])
                      .isCloseTo(reported.activations()[k], within(1e-5));
                }
              }
            });
        assertThat(seen).isEqualTo(IntStream.range(0, UNITS.size()).boxed().toList());
      }
    }
  }

  @Test
  void ofManyUnitsAreShownInOrder() {
    List<List<String>> many = NetworkInspectorTest.units(110, 9);
    assertThat(many.stream().mapToInt(List::size).sum()).isGreaterThan(6000);
    try (NetworkInspector inspector = NetworkInspector.load(pieces, DeviceChoice.CPU)) {
      List<Integer> seen = new ArrayList<>();
      inspector.neuronActivations(
          many,
          1,
          (activations, unit) -> {
            seen.add(unit);
            assertThat(activations).hasDimensions(many.get(unit).size(), RandomModel.NEURONS);
          });
      assertThat(seen).isEqualTo(IntStream.range(0, many.size()).boxed().toList());
    }
  }

  @Test
  void changeNothingIfNoneIsTakenAway() {
    try (NetworkInspector inspector = NetworkInspector.load(pieces, DeviceChoice.CPU)) {
      List<double[]> whole = inspector.classify(UNITS);
      List<List<double[]>> without =
          inspector.classifyWithout(UNITS, everywhere(List.of(NONE)), BLOCK);
      for (int i = 0; i < UNITS.size(); i++) {
        assertThat(without.get(i).get(0)).containsExactly(whole.get(i), within(1e-6));
      }
    }
  }

  @Test
  void allTakenAwayAreZeros() {
    ModelDirectory directory = ModelDirectory.open(pieces);
    try (NetworkInspector inspector = NetworkInspector.load(pieces, DeviceChoice.CPU);
        InnerNetwork network = new InnerNetwork(directory, DeviceChoice.CPU)) {
      String name = InnerTensors.neurons(BLOCK);
      List<int[][]> encoded = UNITS.stream().map(directory.encoder()::encode).toList();
      UnitWindows units = new UnitWindows(encoded, directory.encoder(), directory.manifest());
      UnitLogits logits = new UnitLogits(UNITS.size());
      for (Batch batch : units.batches()) {
        Values neurons = network.read(name, batch.tokens());
        Values zeros = new Values(neurons.shape(), new float[neurons.values().length]);
        logits.add(batch, network.logits(batch.tokens(), Map.of(name, zeros)));
      }
      List<List<double[]>> without =
          inspector.classifyWithout(UNITS, everywhere(List.of(ALL)), BLOCK);
      for (int i = 0; i < UNITS.size(); i++) {
        assertThat(without.get(i).get(0)).containsExactly(logits.probabilities(i), within(1e-6));
      }
    }
  }

  @Test
  void ofEachUnitAreTakenAwayInItsOwnSets() {
    try (NetworkInspector inspector = NetworkInspector.load(pieces, DeviceChoice.CPU)) {
      List<List<int[]>> sets = new ArrayList<>();
      for (int i = 0; i < UNITS.size(); i++) {
        int[] one = {i % RandomModel.NEURONS};
        sets.add(i % 3 == 0 ? List.of() : i % 3 == 1 ? List.of(one) : List.of(ALL, NONE, one));
      }
      List<List<double[]>> together = inspector.classifyWithout(UNITS, sets, 1);
      for (int i = 0; i < UNITS.size(); i++) {
        assertThat(together.get(i)).hasSameSizeAs(sets.get(i));
        for (int set = 0; set < sets.get(i).size(); set++) {
          double[] alone =
              inspector
                  .classifyWithout(List.of(UNITS.get(i)), List.of(List.of(sets.get(i).get(set))), 1)
                  .get(0)
                  .get(0);
          assertThat(together.get(i).get(set)).containsExactly(alone, within(1e-5));
        }
      }
    }
  }

  @Test
  void thatThereAreNotAreRefused() {
    try (NetworkInspector inspector = NetworkInspector.load(pieces, DeviceChoice.CPU)) {
      List<List<String>> unit = List.of(List.of("film"));
      assertThat(inspector.blocks()).isEqualTo(2);
      for (int neuron : new int[] {-1, RandomModel.NEURONS}) {
        assertThatIllegalArgumentException()
            .isThrownBy(
                () -> inspector.classifyWithout(unit, List.of(List.of(new int[] {neuron})), BLOCK))
            .withMessageContaining("no neuron " + neuron);
      }
      for (int block : new int[] {0, 3}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> inspector.neuronActivations(unit, block, (activations, i) -> {}))
            .withMessageContaining("no block " + block);
      }
    }
  }

  private static List<List<int[]>> everywhere(List<int[]> sets) {
    return UNITS.stream().map(unit -> sets).toList();
  }
}
