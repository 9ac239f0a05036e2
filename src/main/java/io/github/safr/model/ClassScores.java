package io.github.safr.model;

/** From class scores to a decision. */
public final class ClassScores {

  private ClassScores() {}

  /** Probabilities in proportion to the exponentials of the logits. */
  public static double[] softmax(double[] logits) {
    double largest = logits[largest(logits)];
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i] - largest);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /** Position of the largest value, the first of equals. */
  public static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
