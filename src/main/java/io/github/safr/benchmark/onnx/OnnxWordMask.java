package io.github.safr.benchmark.onnx;

import io.github.safr.network.Architecture;
import io.github.safr.network.Weight;

/** The word mask as ONNX operators. */
final class OnnxWordMask {

  private final OnnxLayers layers;
  private final OnnxGraph graph;
  private final Architecture architecture;

  OnnxWordMask(OnnxLayers layers, Architecture architecture) {
    this.layers = layers;
    this.graph = layers.graph();
    this.architecture = architecture;
  }

  /**
   * Log-odds of keeping each token.
   *
   * @param tokens {@code [B, T, E]}, zero at padding
   * @return {@code [B, T]}
   */
  String keepLogit(String tokens) {
    String hidden = layers.dense("mask.hidden", tokens);
    for (int distance = 1; distance <= architecture.maskContext(); distance++) {
      String before = shifted(tokens, distance, 0, 0, -distance);
      String after = shifted(tokens, 0, distance, distance, Long.MAX_VALUE);
      hidden = graph.op("Add", hidden, layers.project("mask.neighbourBefore" + distance, before));
      hidden = graph.op("Add", hidden, layers.project("mask.neighbourAfter" + distance, after));
    }
    String scores = layers.dense("mask.output", graph.op("Tanh", hidden));
    String difference =
        graph.weight("mask.difference", new Weight(new long[] {2, 1}, new float[] {-1, 1}));
    return layers.squeeze(graph.op("MatMul", scores, difference), 2);
  }

  /** Zeros put before and behind, and the part between two places taken. */
  private String shifted(String tokens, long before, long behind, long from, long to) {
    String padded = graph.op("Pad", tokens, graph.integers(0, before, 0, 0, behind, 0));
    return graph.op("Slice", padded, graph.integers(from), graph.integers(to), graph.integers(1));
  }
}
