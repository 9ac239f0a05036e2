package io.github.safr.explain;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * LIME: a linear model that behaves like the classifier around a text (Ribeiro, Singh and Guestrin,
 * "'Why Should I Trust You?': Explaining the Predictions of Any Classifier", KDD 2016). Scores are
 * its coefficients: about by how much a token raises the label's probability.
 *
 * <p>Samples, kernel and regression are those of the authors' program for text. The first sample is
 * the whole text. Each other one loses a number of tokens drawn uniformly from one to all, at
 * positions drawn uniformly without replacement. A sample with cosine distance {@code c} to the
 * whole text weighs {@code sqrt(exp(-(100 c)^2 / 25^2))}, and a ridge regression with intercept and
 * {@code alpha} 1 fits the label's probability. It differs in three ways:
 *
 * <ul>
 *   <li>a feature is a token at its position, as in the program's mode {@code bow=False}; by
 *       default the program removes all occurrences of a word at once;
 *   <li>all tokens take part in the regression, where the program keeps the ten strongest by
 *       default;
 *   <li>there are 1,000 samples by default, not 5,000.
 * </ul>
 *
 * <p>Asks at most once a sample: about samples that were drawn repeatedly it asks once and lets
 * them count as often as they were drawn. Regression takes some {@code 16 * samples * tokens} bytes
 * for the text at hand.
 */
public final class LimeExplainer implements Explainer {

  /** Samples of a text, unless told otherwise. */
  public static final int DEFAULT_SAMPLES = 1000;

  private static final double KERNEL_WIDTH = 25;
  private static final double ALPHA = 1;

  private final long seed;
  private final int samples;

  /** LIME with {@value #DEFAULT_SAMPLES} samples. */
  public LimeExplainer(long seed) {
    this(seed, DEFAULT_SAMPLES);
  }

  /**
   * LIME.
   *
   * @param seed decides, with a text's tokens, what is drawn
   * @param samples samples of a text, the whole text counted; at least 2
   * @throws IllegalArgumentException if there are fewer
   */
  public LimeExplainer(long seed, int samples) {
    if (samples < 2) {
      throw new IllegalArgumentException(
          "LIME needs 2 samples a text or more, not " + samples + ".");
    }
    this.seed = seed;
    this.samples = samples;
  }

  @Override
  public String name() {
    return "lime";
  }

  @Override
  public boolean signed() {
    return true;
  }

  @Override
  public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
    return Interview.hold(texts, classifier, this::inquiry);
  }

  private Inquiry inquiry(ExplainedText text) {
    Map<BitSet, Integer> drawn = draw(text);
    List<BitSet> distinct = List.copyOf(drawn.keySet());
    return new Inquiry(
        distinct.size(),
        distinct::get,
        answers -> fit(text, distinct, distinct.stream().mapToInt(drawn::get).toArray(), answers));
  }

  /** What is left in each sample but the first, and how often it was drawn. */
  private Map<BitSet, Integer> draw(ExplainedText text) {
    SplittableRandom random = Draws.of(seed, text.tokens());
    Map<BitSet, Integer> drawn = new LinkedHashMap<>();
    for (int i = 1; i < samples; i++) {
      int removed = random.nextInt(1, text.size() + 1);
      BitSet kept = Draws.subset(random, removed, text.size());
      kept.flip(0, text.size());
      drawn.merge(kept, 1, Integer::sum);
    }
    return drawn;
  }

  private static double[] fit(
      ExplainedText text, List<BitSet> kept, int[] times, double[] answers) {
    int rows = 1 + answers.length;
    RealMatrix features = MatrixUtils.createRealMatrix(rows, text.size());
    double[] targets = new double[rows];
    double[] weights = new double[rows];
    for (int token = 0; token < text.size(); token++) {
      features.setEntry(0, token, 1);
    }
    targets[0] = text.confidence();
    weights[0] = 1;
    for (int row = 1; row < rows; row++) {
      BitSet rest = kept.get(row - 1);
      for (int token = rest.nextSetBit(0); token >= 0; token = rest.nextSetBit(token + 1)) {
        features.setEntry(row, token, 1);
      }
      targets[row] = answers[row - 1];
      weights[row] = times[row - 1] * similarity(rest.cardinality(), text.size());
    }
    return RidgeRegression.withIntercept(features, targets, weights, ALPHA);
  }

  /** How much a sample counts in which some tokens of all are left, in (0, 1]. */
  static double similarity(int left, int all) {
    // The cosine between a row of zeros and ones and a row of ones alone; nothing is at a right
    // angle to everything.
    double distance = 100 * (1 - Math.sqrt((double) left / all));
    return Math.sqrt(Math.exp(-distance * distance / (KERNEL_WIDTH * KERNEL_WIDTH)));
  }
}
