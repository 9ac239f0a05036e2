package io.github.safr.evaluation;

/**
 * What taking neurons away does to the probability of a text's label; means over sets of neurons,
 * where there are several.
 *
 * @param loss what the probability loses; negative where it gains
 * @param size by how much it changes, either way: of each set before the mean is taken
 */
public record NeuronChange(double loss, double size) {

  /** The change of a text that has no such neurons. */
  static final NeuronChange UNKNOWN = new NeuronChange(Double.NaN, Double.NaN);
}
