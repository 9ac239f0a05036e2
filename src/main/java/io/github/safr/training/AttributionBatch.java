package io.github.safr.training;

import io.github.safr.network.AttributionTraining.Batch;
import java.util.BitSet;
import java.util.List;

/** Puts examples for an attribution head into one rectangle. */
final class AttributionBatch {

  private AttributionBatch() {}

  /**
   * A batch. All examples count alike, however many parts they have, and all parts of an example.
   *
   * @param examples at least one
   */
  static Batch of(List<AttributionExample> examples) {
    int rows = examples.size();
    int tokens = examples.stream().mapToInt(AttributionExample::tokens).max().orElseThrow();
    int known = examples.stream().mapToInt(example -> example.parts().size()).max().orElseThrow();
    AttributionExample first = examples.get(0);
    int size = first.features().length / first.tokens();
    int classes = first.shares().length / first.tokens();
    float[] features = new float[rows * tokens * size];
    float[] visibility = new float[rows * tokens];
    float[] shares = new float[rows * tokens * classes];
    float[] parts = new float[rows * known * tokens];
    float[] moves = new float[rows * known * classes];
    float[] counts = new float[rows * known];
    for (int row = 0; row < rows; row++) {
      AttributionExample example = examples.get(row);
      Bfloat16.widen(example.features(), features, row * tokens * size);
      copy(example.visibility(), visibility, row * tokens);
      copy(example.shares(), shares, row * tokens * classes);
      copy(example.moves(), moves, row * known * classes);
      for (int part = 0; part < example.parts().size(); part++) {
        BitSet kept = example.parts().get(part);
        int begin = (row * known + part) * tokens;
        kept.stream().forEach(token -> parts[begin + token] = 1);
        counts[row * known + part] = 1f / example.parts().size();
      }
    }
    return new Batch(rows, features, visibility, shares, parts, moves, counts);
  }

  private static void copy(float[] from, float[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
  }
}
