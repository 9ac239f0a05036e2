package io.github.safr.explain;

import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Reduction;
import java.util.List;

/**
 * The gradient of the label's probability times the embedding (Shrikumar et al., 2017). By default
 * its norm, which has no sign: the signed sum is the better-founded number and the worse ranking,
 * since most of it cancels out.
 */
public final class GradientTimesInputExplainer implements Explainer {

  private final NetworkInspector inspector;
  private final Reduction reduction;

  /** An explainer of the model that an inspector has open, by the norm. */
  public GradientTimesInputExplainer(NetworkInspector inspector) {
    this(inspector, Reduction.NORM);
  }

  /**
   * An explainer of the model that an inspector has open.
   *
   * @param reduction how a token's vector becomes a score; {@link Reduction#SUM} is signed
   */
  public GradientTimesInputExplainer(NetworkInspector inspector, Reduction reduction) {
    this.inspector = inspector;
    this.reduction = reduction;
  }

  @Override
  public String name() {
    return signed() ? "gradient-x-input-signed" : "gradient-x-input";
  }

  @Override
  public boolean signed() {
    return reduction == Reduction.SUM;
  }

  @Override
  public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
    return inspector.gradientTimesInput(
        texts.stream().map(ExplainedText::tokens).toList(),
        texts.stream().mapToInt(ExplainedText::label).toArray(),
        reduction);
  }
}
