package io.github.safr.evaluation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Adds up what {@link NeuronSelectivity} says of the neurons of a block, text after text. */
final class SelectivityCounter {

  private final double[][] sums;
  private final int[] texts;
  private final BitSet[] wordTypes;
  private final Map<String, Integer> types = new HashMap<>();
  private final int listed;

  /**
   * @param listed how many of its strongest neurons a token lists
   */
  SelectivityCounter(int neurons, int classes, int listed) {
    this.sums = new double[neurons][classes];
    this.texts = new int[classes];
    this.wordTypes =
        IntStream.range(0, neurons).mapToObj(neuron -> new BitSet()).toArray(BitSet[]::new);
    this.listed = listed;
  }

  /**
   * Adds a text.
   *
   * @param activations {@code [tokens][neurons]}
   * @param gold its class
   */
  void add(List<String> tokens, float[][] activations, int gold) {
    texts[gold]++;
    double[] largest = new double[sums.length];
    for (int token = 0; token < activations.length; token++) {
      for (int neuron = 0; neuron < largest.length; neuron++) {
        largest[neuron] = Math.max(largest[neuron], activations[token][neuron]);
      }
      String word = tokens.get(token).toLowerCase(Locale.ROOT);
      int type = types.computeIfAbsent(word, unused -> types.size());
      for (int neuron : strongest(activations[token], listed)) {
        wordTypes[neuron].set(type);
      }
    }
    for (int neuron = 0; neuron < largest.length; neuron++) {
      sums[neuron][gold] += largest[neuron];
    }
  }

  /** The strongest neurons that fire, strongest first, of equal ones the first. */
  static int[] strongest(float[] activations, int most) {
    int[] best = new int[most];
    int count = 0;
    for (int neuron = 0; neuron < activations.length; neuron++) {
      int place = count;
      while (place > 0 && activations[best[place - 1]] < activations[neuron]) {
        place--;
      }
      if (activations[neuron] > 0 && place < most) {
        count = Math.min(count + 1, most);
        System.arraycopy(best, place, best, place + 1, count - 1 - place);
        best[place] = neuron;
      }
    }
    return Arrays.copyOf(best, count);
  }

  /**
   * What has been found.
   *
   * @throws IllegalArgumentException if there were not texts of two classes at least
   */
  NeuronSelectivity result() {
    int[] occurring = IntStream.range(0, texts.length).filter(c -> texts[c] > 0).toArray();
    if (occurring.length < 2) {
      throw new IllegalArgumentException("Selectivity needs texts of two classes at least.");
    }
    double[][] means = new double[sums.length][texts.length];
    double[] selectivity = new double[sums.length];
    for (int neuron = 0; neuron < sums.length; neuron++) {
      double best = 0;
      double sum = 0;
      for (int c : occurring) {
        means[neuron][c] = sums[neuron][c] / texts[c];
        best = Math.max(best, means[neuron][c]);
        sum += means[neuron][c];
      }
      double rest = (sum - best) / (occurring.length - 1);
      selectivity[neuron] = best > 0 ? (best - rest) / (best + rest) : 0;
    }
    int[] counts = IntStream.range(0, sums.length).map(n -> wordTypes[n].cardinality()).toArray();
    return new NeuronSelectivity(means, selectivity, counts);
  }
}
