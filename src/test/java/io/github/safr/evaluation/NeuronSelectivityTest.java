package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.NetworkInspector;
import io.github.safr.testing.RandomModel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Selectivity of neurons")
class NeuronSelectivityTest {

  /** Four neurons, two of a token's strongest listed, three classes of which one does not occur. */
  @Test
  void isWorkedOutByHand() {
    SelectivityCounter counter = new SelectivityCounter(4, 3, 2);
    counter.add(List.of("Good", "film"), new float[][] {{3, 1, -1, 0}, {0, 2, -2, 0.5f}}, 0);
    counter.add(List.of("good"), new float[][] {{1, 0, -3, 2}}, 0);
    counter.add(List.of("bad", "film"), new float[][] {{0, 4, -1, 1}, {1, 2, -1, 0.5f}}, 2);
    NeuronSelectivity found = counter.result();

    // Largest in each text: 3, 1 | 1; 2, 0 | 4; 0, 0 | 0; 0.5, 2 | 1.
    assertThat(found.means()[0]).containsExactly(2, 0, 1);
    assertThat(found.means()[1]).containsExactly(1, 0, 4);
    assertThat(found.means()[2]).containsExactly(0, 0, 0);
    assertThat(found.means()[3]).containsExactly(1.25, 0, 1);
    assertThat(found.selectivity())
        .containsExactly(new double[] {1 / 3.0, 3 / 5.0, 0, 0.25 / 2.25}, within(1e-12));
    // Listed: good 0, 1; film 1, 3; good 3, 0; bad 1, 3; film 1, 0.
    assertThat(found.wordTypes()).containsExactly(2, 3, 0, 3);

    assertThat(found.selectivitySummary().neurons()).isEqualTo(3);
    assertThat(found.selectivitySummary().mean())
        .isCloseTo((1 / 3.0 + 3 / 5.0 + 1 / 9.0) / 3, within(1e-12));
    assertThat(found.selectivitySummary().median()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(found.wordTypeSummary()).isEqualTo(new NeuronSelectivity.Summary(3, 8 / 3.0, 3));
  }

  @Test
  void takesTheMeanOfTheClassesThatAreNotTheStrongest() {
    SelectivityCounter counter = new SelectivityCounter(1, 3, 1);
    counter.add(List.of("a"), new float[][] {{6}}, 1);
    counter.add(List.of("a"), new float[][] {{1}}, 0);
    counter.add(List.of("a"), new float[][] {{3}}, 2);
    assertThat(counter.result().selectivity()).containsExactly((6 - 2) / 8.0);
  }

  @Test
  void ranksNeuronsAsExplanationsDo() {
    assertThat(SelectivityCounter.strongest(new float[] {1, 3, 0, 2, 3, -1}, 3))
        .containsExactly(1, 4, 3);
    assertThat(SelectivityCounter.strongest(new float[] {0, -1, 2}, 2)).containsExactly(2);
    assertThat(SelectivityCounter.strongest(new float[] {1, 2, 3, 4}, 2)).containsExactly(3, 2);
  }

  @Test
  void needsTwoClasses() {
    SelectivityCounter counter = new SelectivityCounter(1, 2, 1);
    counter.add(List.of("a"), new float[][] {{6}}, 1);
    assertThatIllegalArgumentException().isThrownBy(counter::result);
  }

  @Test
  void readsAModel(@TempDir Path folder) {
    Path directory = RandomModel.ofPieces(folder);
    List<List<String>> texts =
        List.of(List.of("Film", "."), List.of("film", "good"), List.of("unaffable"));
    try (NetworkInspector inspector = NetworkInspector.load(directory, DeviceChoice.CPU)) {
      NeuronSelectivity found = NeuronSelectivity.measure(inspector, texts, new int[] {0, 1, 1}, 2);
      float[][][] activations = new float[texts.size()][][];
      inspector.neuronActivations(texts, 2, (ofText, text) -> activations[text] = ofText);
      for (int neuron = 0; neuron < RandomModel.NEURONS; neuron++) {
        Set<String> words = new HashSet<>();
        for (int text = 0; text < texts.size(); text++) {
          for (int token = 0; token < texts.get(text).size(); token++) {
            float[] fired = activations[text][token];
            float own = fired[neuron];
            long stronger = IntStream.range(0, fired.length).filter(k -> fired[k] > own).count();
            if (own > 0 && stronger < 8) {
              words.add(texts.get(text).get(token).toLowerCase(Locale.ROOT));
            }
          }
        }
        assertThat(found.wordTypes()[neuron]).isEqualTo(words.size());
        assertThat(found.selectivity()[neuron]).isBetween(0.0, 1.0);
      }
    }
  }
}
