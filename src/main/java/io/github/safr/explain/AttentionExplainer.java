package io.github.safr.explain;

import io.github.safr.model.NetworkInspector;
import java.util.List;

/**
 * The attention that a token receives in the last block. Where a network looks says little of what
 * it makes of it (Jain and Wallace, 2019); it is here because everybody asks for it.
 */
public final class AttentionExplainer implements Explainer {

  private final NetworkInspector inspector;

  /** An explainer of the model that an inspector has open. */
  public AttentionExplainer(NetworkInspector inspector) {
    this.inspector = inspector;
  }

  @Override
  public String name() {
    return "attention";
  }

  @Override
  public boolean signed() {
    return false;
  }

  @Override
  public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
    return inspector.attentionReceived(texts.stream().map(ExplainedText::tokens).toList());
  }
}
