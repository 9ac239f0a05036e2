package io.github.safr.evaluation;

/**
 * What the model made of a text.
 *
 * @param index which text of the data it is, counted from 1
 * @param tokens number of its tokens
 * @param gold the class that people gave it; -1 if unknown
 * @param predicted the class that the model gave it
 * @param confidence the probability of that class
 */
public record TextDecision(int index, int tokens, int gold, int predicted, double confidence) {

  /** Whether the model is right. */
  boolean isRight() {
    return gold == predicted;
  }

  /** Whether the model is wrong; no text is that has no known class. */
  boolean isWrong() {
    return gold >= 0 && gold != predicted;
  }
}
