package io.github.safr.model;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the network says of one window: one row of a batch, without the padding.
 *
 * @param logits one a class
 * @param reasons why; null if that was not asked for
 */
record WindowResult(float[] logits, @Nullable Reasons reasons) {

  /**
   * The reasons of a window; {@code T} is its length in tokens.
   *
   * @param visibility {@code [T]}: how much of a token the mask lets through, in [0, 1]
   * @param tokenScores {@code [T * C]}: what a token adds to each logit
   * @param measures {@code [T * layers * 4]}: norm, capacity, interference, effective neurons
   * @param neurons {@code [T * layers * k]}
   * @param activations {@code [T * layers * k]}
   * @param effects {@code [T * layers * k]}, or null if the network does not say
   * @param pairs pairs by position in the window
   */
  record Reasons(
      float[] visibility,
      float[] tokenScores,
      float[] measures,
      int[] neurons,
      float[] activations,
      float @Nullable [] effects,
      List<TokenPair> pairs) {}

  private static final int PAIR_FIELDS = 5;

  /** Takes apart what the {@code classify} signature gave for a batch. */
  static WindowResult[] classified(FrozenNetwork.Outputs outputs, int rows) {
    float[] logits = outputs.floats("logits");
    WindowResult[] results = new WindowResult[rows];
    for (int row = 0; row < rows; row++) {
      results[row] = new WindowResult(row(logits, row, rows, 1, 1), null);
    }
    return results;
  }

  /**
   * Takes apart what the {@code explain} signature gave for a batch.
   *
   * @param manifest what the network's outputs are called
   * @param lengths tokens of each window, and so the number of rows
   */
  static WindowResult[] explained(
      FrozenNetwork.Outputs outputs, ModelManifest manifest, int[] lengths) {
    int rows = lengths.length;
    float[] logits = outputs.floats("logits");
    float[] visibility = outputs.floats(manifest.visibilityName());
    float[] tokenScores = outputs.floats("tokenScores");
    float[] measures = outputs.floats("measures");
    int[] neurons = outputs.integers("neurons");
    float[] activations = outputs.floats("activations");
    float @Nullable [] effects = manifest.namesEffects() ? outputs.floats("effects") : null;
    float[] pairs = outputs.floats("pairs");
    int columns = visibility.length / rows;
    WindowResult[] results = new WindowResult[rows];
    for (int row = 0; row < rows; row++) {
      int kept = lengths[row];
      int first = row * (neurons.length / rows);
      results[row] =
          new WindowResult(
              row(logits, row, rows, 1, 1),
              new Reasons(
                  row(visibility, row, rows, kept, columns),
                  row(tokenScores, row, rows, kept, columns),
                  row(measures, row, rows, kept, columns),
                  Arrays.copyOfRange(
                      neurons, first, first + neurons.length / rows / columns * lengths[row]),
                  row(activations, row, rows, kept, columns),
                  effects == null ? null : row(effects, row, rows, kept, columns),
                  pairs(row(pairs, row, rows, 1, 1))));
    }
    return results;
  }

  /** Row {@code row} of {@code rows}, and of it the first {@code kept} of {@code columns} parts. */
  private static float[] row(float[] all, int row, int rows, int kept, int columns) {
    int size = all.length / rows;
    return Arrays.copyOfRange(all, row * size, row * size + size / columns * kept);
  }

  private static List<TokenPair> pairs(float[] fields) {
    TokenPair[] pairs = new TokenPair[fields.length / PAIR_FIELDS];
    int count = 0;
    for (int i = 0; i < fields.length; i += PAIR_FIELDS) {
      if (fields[i + 4] > 0) {
        pairs[count++] =
            new TokenPair(
                (int) fields[i], (int) fields[i + 1], fields[i + 2], fields[i + 3], fields[i + 4]);
      }
    }
    return List.of(Arrays.copyOf(pairs, count));
  }
}
