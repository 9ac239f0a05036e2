package io.github.safr.explain;

import java.util.List;

/**
 * A text and the decision that is to be explained.
 *
 * @param tokens its tokens, at least one
 * @param label the class that the model gave it, counted from 0
 * @param probabilities what the model gave every class
 */
public record ExplainedText(List<String> tokens, int label, double[] probabilities) {

  /** Number of tokens. */
  public int size() {
    return tokens.size();
  }

  /** The probability of the label. */
  public double confidence() {
    return probabilities[label];
  }
}
