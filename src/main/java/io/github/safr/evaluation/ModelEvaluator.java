package io.github.safr.evaluation;

import io.github.safr.model.ClassScores;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Classifies labelled texts with a finished model and counts. */
public final class ModelEvaluator {

  private static final int AT_ONCE = 256;

  private ModelEvaluator() {}

  /**
   * Evaluates a model.
   *
   * @param texts tokens of each text; a text without tokens counts as wrong
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
            "The data has the label '" + gold.get(i) + "'; the model knows " + labels + ".");
      }
    }
    for (int begin = 0; begin < predicted.length; begin += AT_ONCE) {
      int end = Math.min(begin + AT_ONCE, predicted.length);
      predict(model, texts, begin, end, expected, predicted);
      done.accept(end);
    }
    return ClassificationMetrics.of(labels, expected, predicted);
  }

  private static void predict(
      SafrModel model,
      List<List<String>> texts,
      int begin,
      int end,
      int[] expected,
      int[] predicted) {
    List<List<String>> units = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = begin; i < end; i++) {
      predicted[i] = (expected[i] + 1) % model.labels().size();
      if (!texts.get(i).isEmpty()) {
        units.add(texts.get(i));
        positions.add(i);
      }
    }
    List<Prediction> predictions = model.classify(units);
    for (int i = 0; i < predictions.size(); i++) {
      predicted[positions.get(i)] = ClassScores.largest(predictions.get(i).probabilities());
    }
  }
}
