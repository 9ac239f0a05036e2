package io.github.safr.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NeuronTallyTest {

  private static final NeuronSighting.Source LETTER = new NeuronSighting.Source(1, "letter.txt");

  private final NeuronTally neuron = new NeuronTally(7);
  private long met;

  @Test
  void isAsSelectiveAsTheMeansOfItsLargestActivationsDiffer() {
    neuron.addUnit(0, 2);
    neuron.addUnit(0, 1);
    neuron.addUnit(1, 0.5);

    // Label 0: (2 + 1) / 4 = 0.75; label 1: 0.5 / 2 = 0.25; label 2 has no units.
    long[] units = {4, 2, 0};
    assertThat(neuron.means(units)).containsExactly(0.75, 0.25, Double.NaN);
    assertThat(neuron.selectivity(units)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void comparesTheHighestMeanWithTheMeanOfAllOthers() {
    neuron.addUnit(0, 1);
    neuron.addUnit(1, 4);
    neuron.addUnit(2, 2);

    // (4 - 1.5) / (4 + 1.5)
    assertThat(neuron.selectivity(new long[] {1, 1, 1})).isCloseTo(5.0 / 11, within(1e-12));
    // A label in whose units it never occurs lowers the rest: (4 - 1) / (4 + 1).
    assertThat(neuron.selectivity(new long[] {1, 1, 1, 9})).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void isWhollySelectiveIfItOccursInUnitsOfOneLabelOnly() {
    neuron.addUnit(1, 0.25);

    assertThat(neuron.selectivity(new long[] {5, 5})).isEqualTo(1);
  }

  @Test
  void isAsSelectiveForManyUnitsAsForFewIfTheyAreAlike() {
    for (int i = 0; i < 30; i++) {
      neuron.addUnit(i % 2, 1.5);
    }

    assertThat(neuron.selectivity(new long[] {15, 15})).isZero();
  }

  @Test
  void hasNoSelectivityWhereNothingCanBeCompared() {
    neuron.addUnit(0, 2);
    assertThat(neuron.selectivity(new long[] {3, 0})).isNaN();

    NeuronTally silent = new NeuronTally(8);
    silent.addUnit(0, -1);
    assertThat(silent.selectivity(new long[] {1, 1})).isNaN();
  }

  @Test
  void keepsTheStrongestTokensOfEqualOnesTheFirst() {
    for (int i = 0; i < 30; i++) {
      // Sizes 0, 1, 2, ... 9, three times each; every second below 0.
      meet("w" + i, (i % 2 == 0 ? 1 : -1) * (i % 10), 0.5);
    }

    assertThat(neuron.strongest()).hasSize(NeuronTally.STRONGEST);
    assertThat(neuron.strongest())
        .extracting(NeuronSighting::activation)
        .containsExactly(-9.0, -9.0, -9.0, 8.0, 8.0, 8.0, -7.0, -7.0, -7.0, 6.0);
    assertThat(neuron.strongest())
        .extracting(NeuronSighting::order)
        .containsExactly(10L, 20L, 30L, 9L, 19L, 29L, 8L, 18L, 28L, 7L);
  }

  @Test
  void remembersAsManyWordsAsItIsGivenRoomAndSaysThatThereAreMore() {
    assertThat(meet("great", 2, 0.5)).isTrue();
    assertThat(meet("great", 4, Double.NaN)).isFalse();
    assertThat(meet("good", 1, -0.25)).isTrue();
    assertThat(neuron.hasMoreWords()).isFalse();
    assertThat(neuron.add(sighting(1, 1), "late", false)).isFalse();
    assertThat(neuron.add(sighting(1, 1), "good", false)).isFalse();

    assertThat(neuron.hasMoreWords()).isTrue();
    assertThat(neuron.wordTypes()).isEqualTo(2);
    assertThat(neuron.tokens()).isEqualTo(5);
    assertThat(neuron.words())
        .containsExactly(
            new NeuronTally.Word("good", 2, 1, 0.375), new NeuronTally.Word("great", 2, 3, 0.5));
  }

  @Test
  void addsUpWhatItDoesForEachLabel() {
    neuron.add(new NeuronSighting(1, 2, 0.5, 1, LETTER, null), "a", true);
    neuron.add(new NeuronSighting(2, 2, 1.5, 1, LETTER, null), "b", true);
    neuron.addUnit(1, 2);
    neuron.add(new NeuronSighting(3, 3, Double.NaN, 0, LETTER, null), "c", true);
    neuron.addUnit(0, 3);

    assertThat(neuron.labels())
        .containsExactly(
            new NeuronTally.OfLabel(0, 1, 1, 3, Double.NaN),
            new NeuronTally.OfLabel(1, 1, 2, 2, 1));
  }

  private boolean meet(String word, double activation, double effect) {
    return neuron.add(sighting(activation, effect), word, true);
  }

  private NeuronSighting sighting(double activation, double effect) {
    NeuronSighting.Context context = new NeuronSighting.Context("So it is", 0, 2);
    return new NeuronSighting(++met, activation, effect, 0, LETTER, context);
  }
}
