package io.github.safr.explain;

import io.github.safr.model.NetworkInspector;
import java.util.List;

/**
 * Integrated gradients of the label's probability (Sundararajan et al., 2017), from an embedding of
 * padding to that of the text: see {@link NetworkInspector#integratedGradients}.
 */
public final class IntegratedGradientsExplainer implements Explainer {

  /** Points on the way from baseline to text, unless told otherwise. */
  public static final int STEPS = 50;

  private final NetworkInspector inspector;
  private final int steps;

  /** An explainer of the model that an inspector has open, with {@value #STEPS} points. */
  public IntegratedGradientsExplainer(NetworkInspector inspector) {
    this(inspector, STEPS);
  }

  /**
   * An explainer of the model that an inspector has open.
   *
   * @param steps points on the way from baseline to text, at least 1
   */
  public IntegratedGradientsExplainer(NetworkInspector inspector, int steps) {
    this.inspector = inspector;
    this.steps = steps;
  }

  @Override
  public String name() {
    return "integrated-gradients";
  }

  @Override
  public boolean signed() {
    return true;
  }

  @Override
  public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
    return inspector.integratedGradients(
        texts.stream().map(ExplainedText::tokens).toList(),
        texts.stream().mapToInt(ExplainedText::label).toArray(),
        steps);
  }
}
