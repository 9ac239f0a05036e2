package io.github.safr.training;

import io.github.safr.model.ClassScores;
import io.github.safr.network.Inference;
import io.github.safr.network.TrainingGraph;
import io.github.safr.tensorflow.TokenBatch;
import java.util.Arrays;
import java.util.List;

/**
 * How well a network in training does on texts that it does not learn from.
 *
 * @param accuracy share of texts that got their label
 * @param loss mean cross-entropy, in nats
 * @param keep distribution of the keep probability over tokens
 */
record DevEvaluation(double accuracy, double loss, KeepRate keep) {

  private static final int BATCH_TOKENS = 4096;

  /**
   * Classifies every text as the finished model would.
   *
   * @param examples windows, those of one text following each other
   * @param labels the class of each text
   * @param classes number of classes
   * @param padding least length of a batch
   */
  static DevEvaluation of(
      TrainingGraph graph, List<Example> examples, int[] labels, int classes, int padding) {
    double[][] logits = new double[labels.length][classes];
    int[] tokens = new int[labels.length];
    examples.forEach(example -> tokens[example.text()] += example.tokens());
    double[] keep = new double[Arrays.stream(tokens).sum()];
    int kept = 0;
    for (List<Example> batch : new BatchPlanner(examples, BATCH_TOKENS, padding).epoch(0)) {
      Inference inference =
          graph.infer(TokenBatch.padded(batch.stream().map(Example::pieces).toList(), padding));
      int width = inference.keepProbability().length / batch.size();
      for (int row = 0; row < batch.size(); row++) {
        Example example = batch.get(row);
        double share = (double) example.tokens() / tokens[example.text()];
        for (int c = 0; c < classes; c++) {
          logits[example.text()][c] += share * inference.logits()[row * classes + c];
        }
        for (int i = 0; i < example.tokens(); i++) {
          keep[kept++] = inference.keepProbability()[row * width + i];
        }
      }
    }
    int right = 0;
    double loss = 0;
    for (int text = 0; text < labels.length; text++) {
      double[] probabilities = ClassScores.softmax(logits[text]);
      right += ClassScores.largest(probabilities) == labels[text] ? 1 : 0;
      loss -= Math.log(Math.max(probabilities[labels[text]], 1e-30));
    }
    return new DevEvaluation(
        (double) right / labels.length, loss / labels.length, KeepRate.of(keep));
  }
}
