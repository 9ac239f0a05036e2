package io.github.safr.model;

import java.util.Optional;

/**
 * What a model says of one unit of text.
 *
 * @param label the most probable label
 * @param confidence its probability, in [0, 1]
 * @param probabilities the probability of every label, in the order of the model's labels
 * @param explanation why, if it was asked for
 */
public record Prediction(
    String label, double confidence, double[] probabilities, Optional<Explanation> explanation) {

  /** The same decision without its reasons. */
  public Prediction withoutExplanation() {
    return new Prediction(label, confidence, probabilities, Optional.empty());
  }
}
