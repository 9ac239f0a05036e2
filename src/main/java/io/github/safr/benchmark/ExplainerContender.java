package io.github.safr.benchmark;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.Explainer;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.model.Prediction;
import io.github.safr.model.Removal;
import io.github.safr.model.SafrModel;
import java.util.ArrayList;
import java.util.List;

/** Another way to explain decisions that are known already, one sentence after the other. */
final class ExplainerContender implements Contender {

  private final Explainer explainer;
  private final PartialClassifier classifier;
  private final List<ExplainedText> texts = new ArrayList<>();
  private final Runnable closing;

  ExplainerContender(
      Explainer explainer, SafrModel model, List<Sentence> sentences, Runnable closing) {
    this.explainer = explainer;
    this.closing = closing;
    classifier = new PartialClassifier(model, Removal.DELETION);
    List<List<String>> tokens = sentences.stream().map(Sentence::tokens).toList();
    List<Prediction> predictions = model.classify(tokens);
    for (int i = 0; i < predictions.size(); i++) {
      Prediction decided = predictions.get(i);
      texts.add(
          new ExplainedText(
              tokens.get(i), model.labels().indexOf(decided.label()), decided.probabilities()));
    }
  }

  @Override
  public int sentences() {
    return texts.size();
  }

  @Override
  public void run() {
    texts.forEach(text -> explainer.explain(List.of(text), classifier));
  }

  @Override
  public void close() {
    closing.run();
  }
}
