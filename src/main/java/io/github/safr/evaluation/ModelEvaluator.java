package io.github.safr.evaluation;

import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import java.util.List;
import java.util.function.IntConsumer;

/** Classifies labelled texts with a finished model and counts. */
public final class ModelEvaluator {

  private static final int AT_ONCE = 256;

  private ModelEvaluator() {}

  /**
   * Evaluates a model.
   *
   * @param texts tokens of each text, at least one
   * @param gold the right label of each
   * @param done hears how many texts are done
   * @throws IllegalArgumentException if a right label is not among the model's
   */
  public static ClassificationMetrics evaluate(
      SafrModel model, List<List<String>> texts, List<String> gold, IntConsumer done) {
    List<String> labels = model.labels();
    int[] expected = new int[gold.size()];
    int[] predicted = new int[gold.size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = labels.indexOf(gold.get(i));
      if (expected[i] < 0) {
        throw new IllegalArgumentException(
            "The label of text number %d is not among the model's, which are %s. Give data with the"
                    .formatted(i + 1, labels)
                + " model's labels, label first.");
      }
    }
    for (int begin = 0; begin < predicted.length; begin += AT_ONCE) {
      int end = Math.min(begin + AT_ONCE, predicted.length);
      List<Prediction> predictions = model.classify(texts.subList(begin, end));
      for (int i = begin; i < end; i++) {
        predicted[i] = labels.indexOf(predictions.get(i - begin).label());
      }
      done.accept(end);
    }
    return ClassificationMetrics.of(labels, expected, predicted);
  }
}
