package io.github.safr.explain;

import java.util.List;

/**
 * Scores drawn uniformly from [0, 1): what an explanation must beat. Take the mean over several
 * seeds, since a single draw can be lucky. Asks nothing. A text that occurs twice gets the same
 * scores twice.
 */
public final class RandomExplainer implements Explainer {

  private final long seed;

  /** An explainer that draws what this seed and a text's tokens decide. */
  public RandomExplainer(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public boolean signed() {
    return false;
  }

  @Override
  public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
    return texts.stream()
        .map(text -> Draws.of(seed, text.tokens()).doubles(text.size()).toArray())
        .toList();
  }
}
