package io.github.safr.cli;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.Explainer;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.model.Explanation;
import io.github.safr.model.SafrModel;
import java.util.List;
import java.util.function.Function;

/** What a model itself says of its decision, from the same forward pass. */
final class OwnExplainer implements Explainer {

  private final String name;
  private final boolean signed;
  private final SafrModel model;
  private final Function<Explanation, double[]> scores;

  private OwnExplainer(
      String name, boolean signed, SafrModel model, Function<Explanation, double[]> scores) {
    this.name = name;
    this.signed = signed;
    this.model = model;
    this.scores = scores;
  }

  /** Each token's signed share of the decision. */
  static OwnExplainer contribution(SafrModel model) {
    return new OwnExplainer("safr", true, model, Explanation::contribution);
  }

  /** How much of each token the word mask lets through. */
  static OwnExplainer mask(SafrModel model) {
    if (!model.manifest().hasMask()) {
      throw new CommandFailure(
          "The model '" + model.id() + "' has no word mask. Leave 'mask' out of --explainers.");
    }
    return new OwnExplainer("mask", false, model, Explanation::visibility);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean signed() {
    return signed;
  }

  @Override
  public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
    return model.explain(texts.stream().map(ExplainedText::tokens).toList()).stream()
        .map(prediction -> scores.apply(prediction.explanation().orElseThrow()))
        .toList();
  }
}
