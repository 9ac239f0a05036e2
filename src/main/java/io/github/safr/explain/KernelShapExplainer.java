package io.github.safr.explain;

import java.util.BitSet;
import java.util.List;

/**
 * Kernel SHAP: Shapley values by weighted least squares (Lundberg and Lee, "A Unified Approach to
 * Interpreting Model Predictions", NIPS 2017, theorem 2). Tokens are players, and what a coalition
 * of them is worth is the label's probability when the other tokens are removed. Scores sum to the
 * probability for the whole text less that for the text of which nothing is left.
 *
 * <p>The budget is one of coalitions, some tokens but not all. Where it is enough for all of them,
 * {@code 2^n - 2}, the values are exact: with the default, for up to 9 tokens. Otherwise the
 * smallest and largest coalitions are asked completely as far as the budget goes, the others are
 * drawn, each with its opposite, and drawing one again adds to its weight, as in the authors'
 * program. That also selects features by default, which this does not: every token gets its value.
 * Its default budget is {@code 2n + 2048}; here it is {@value #DEFAULT_SAMPLES}.
 *
 * <p>A text with more tokens than half the budget has more unknowns than equations. Of all
 * solutions it then gets the one closest to equal shares, whose differences are too small: give
 * long texts a larger budget.
 *
 * <p>Asks at most once a coalition, and once about nothing. Regression takes some {@code 24 *
 * min(tokens, samples / 2)^2} bytes for the text at hand.
 */
public final class KernelShapExplainer implements Explainer {

  /** Coalitions of a text, unless told otherwise. */
  public static final int DEFAULT_SAMPLES = 1000;

  private final long seed;
  private final int samples;

  /** Kernel SHAP with {@value #DEFAULT_SAMPLES} coalitions a text. */
  public KernelShapExplainer(long seed) {
    this(seed, DEFAULT_SAMPLES);
  }

  /**
   * Kernel SHAP.
   *
   * @param seed decides, with a text's tokens, which coalitions are drawn
   * @param samples coalitions to ask about in a text, at least 2; since they come in pairs, an odd
   *     one is left
   * @throws IllegalArgumentException if there are fewer
   */
  public KernelShapExplainer(long seed, int samples) {
    if (samples < 2) {
      throw new IllegalArgumentException(
          "Kernel SHAP needs 2 coalitions a text or more, not " + samples + ".");
    }
    this.seed = seed;
    this.samples = samples;
  }

  @Override
  public String name() {
    return "kernel-shap";
  }

  @Override
  public boolean signed() {
    return true;
  }

  @Override
  public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
    return Interview.hold(texts, classifier, this::inquiry);
  }

  /** Nothing first, then both sides of each pair. */
  private Inquiry inquiry(ExplainedText text) {
    int size = text.size();
    List<CoalitionPair> pairs = CoalitionPairs.choose(size, samples, Draws.of(seed, text.tokens()));
    return new Inquiry(
        1 + 2 * pairs.size(),
        question -> kept(pairs, question, size),
        answers ->
            ShapleyRegression.solve(
                size, pairs, differences(answers), text.confidence() - answers[0]));
  }

  private static BitSet kept(List<CoalitionPair> pairs, int question, int size) {
    if (question == 0) {
      return new BitSet();
    }
    CoalitionPair pair = pairs.get((question - 1) / 2);
    return question % 2 == 1 ? pair.side() : pair.opposite(size);
  }

  private static double[] differences(double[] answers) {
    double[] differences = new double[answers.length / 2];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = answers[2 * i + 1] - answers[2 * i + 2];
    }
    return differences;
  }
}
