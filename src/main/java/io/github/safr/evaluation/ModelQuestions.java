package io.github.safr.evaluation;

import io.github.safr.explain.ExplainedText;
import io.github.safr.model.PartialText;
import io.github.safr.model.Prediction;
import io.github.safr.model.Removal;
import io.github.safr.model.SafrModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/** Asks a model what it makes of whole texts. */
final class ModelQuestions {

  private ModelQuestions() {}

  /** A trained model as a function from partial texts to the probabilities of all classes. */
  static Function<List<PartialText>, List<double[]>> of(SafrModel model) {
    return texts -> model.classifyPartial(texts).stream().map(Prediction::probabilities).toList();
  }

  /** The decision on each text: its most probable class. */
  static List<ExplainedText> decide(
      List<EvaluationText> texts, Function<List<PartialText>, List<double[]>> model) {
    List<double[]> probabilities =
        model.apply(texts.stream().map(text -> whole(text.tokens())).toList());
    List<ExplainedText> decided = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      double[] ofText = probabilities.get(i);
      decided.add(new ExplainedText(texts.get(i).tokens(), largest(ofText), ofText));
    }
    return decided;
  }

  private static PartialText whole(List<String> tokens) {
    BitSet all = new BitSet(tokens.size());
    all.set(0, tokens.size());
    // Nothing is removed, so it does not matter how.
    return new PartialText(tokens, all, Removal.DELETION);
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
