package io.github.safr.evaluation;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.Explainer;
import io.github.safr.explain.PartialClassifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an explainer said of some texts, and what that took.
 *
 * @param scores one array a text, one score a token
 * @param nanos nanoseconds of wall-clock time
 * @param asked times that it asked the model about a text with tokens removed
 */
record ExplainerCall(List<double[]> scores, long nanos, long asked) {

  /**
   * Lets an explainer work.
   *
   * @param classifier the model, asked for the first time
   * @throws IllegalStateException if it does not give one finite score for every token
   */
  static ExplainerCall of(
      Explainer explainer, List<ExplainedText> texts, PartialClassifier classifier) {
    long start = System.nanoTime();
    List<double[]> scores = explainer.explain(texts, classifier);
    long nanos = System.nanoTime() - start;
    boolean fits =
        scores.size() == texts.size()
            && IntStream.range(0, scores.size())
                .allMatch(i -> isScored(scores.get(i), texts.get(i).size()));
    if (!fits) {
      throw new IllegalStateException(
          "The explainer '"
              + explainer.name()
              + "' did not give one finite score for every token. Correct it, or leave it out.");
    }
    return new ExplainerCall(scores, nanos, classifier.asked());
  }

  private static boolean isScored(double[] scores, int tokens) {
    return scores.length == tokens && Arrays.stream(scores).allMatch(Double::isFinite);
  }
}
