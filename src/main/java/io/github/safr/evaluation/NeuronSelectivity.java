package io.github.safr.evaluation;

import io.github.safr.model.NetworkInspector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What the neurons of a block answer to, over labelled texts: one class or all, few words or many.
 *
 * <p>The activation of a neuron in a text is the largest at any of its tokens, or 0 if none is
 * above. With {@code mu_c} its mean over the texts of class {@code c}, {@code mu_max} the largest
 * of these and {@code mu_rest} the mean of the others', its selectivity is
 *
 * <pre>(mu_max - mu_rest) / (mu_max + mu_rest)</pre>
 *
 * (Morcos et al., 2018, equation 1): 0 for a neuron that answers to all classes alike, 1 for one
 * that answers to a single one. With few texts it is above 0 by chance alone, and word types grow
 * with the number of texts: compare models on the same texts only.
 *
 * @param means {@code [neurons][classes]}: {@code mu_c}; 0 for classes that do not occur
 * @param selectivity {@code [neurons]}: in [0, 1]; 0 for neurons that never fire
 * @param wordTypes {@code [neurons]}: different words, in lower case, at which the neuron is among
 *     the strongest
 */
public record NeuronSelectivity(double[][] means, double[] selectivity, int[] wordTypes) {

  /** How many of its strongest neurons count for a token: as many as explanations report. */
  public static final int STRONGEST = 8;

  /**
   * A figure over neurons.
   *
   * @param neurons how many neurons it is taken over
   * @param mean not a number if there are none
   * @param median not a number if there are none; of two in the middle the mean
   */
  public record Summary(int neurons, double mean, double median) {

    private static Summary of(DoubleStream values) {
      double[] sorted = values.sorted().toArray();
      int n = sorted.length;
      return n == 0
          ? new Summary(0, Double.NaN, Double.NaN)
          : new Summary(
              n, Arrays.stream(sorted).sum() / n, (sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }
  }

  /**
   * Measures the neurons of a block.
   *
   * @param texts tokens of each text, at least one
   * @param gold the class of each text, counted from 0 in the order of the model's labels
   * @param block block, counted from 1
   * @throws IllegalArgumentException if there is no such block, or the texts are not of two classes
   *     at least
   */
  public static NeuronSelectivity measure(
      NetworkInspector inspector, List<List<String>> texts, int[] gold, int block) {
    if (texts.size() != gold.length) {
      throw new IllegalArgumentException("The class of each text is needed.");
    }
    SelectivityCounter counter =
        new SelectivityCounter(inspector.neurons(block), inspector.labels().size(), STRONGEST);
    inspector.neuronActivations(
        texts, block, (activations, text) -> counter.add(texts.get(text), activations, gold[text]));
    return counter.result();
  }

  /** Selectivity over the neurons that fire in some text. */
  public Summary selectivitySummary() {
    return Summary.of(
        IntStream.range(0, selectivity.length)
            .filter(neuron -> Arrays.stream(means[neuron]).anyMatch(mean -> mean > 0))
            .mapToDouble(neuron -> selectivity[neuron]));
  }

  /** Word types over the neurons that are among the strongest of some token. */
  public Summary wordTypeSummary() {
    return Summary.of(Arrays.stream(wordTypes).filter(count -> count > 0).asDoubleStream());
  }
}
