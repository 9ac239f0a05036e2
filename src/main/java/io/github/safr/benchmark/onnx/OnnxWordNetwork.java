package io.github.safr.benchmark.onnx;

import static io.github.safr.benchmark.onnx.OnnxGraph.attribute;

import io.github.safr.network.Weight;
import io.github.safr.network.WordArchitecture;
import java.util.List;

/** The network of words as ONNX operators, from ids to logits. */
final class OnnxWordNetwork {

  private static final double NORM_EPSILON = 1e-5;

  private final OnnxLayers layers;
  private final OnnxGraph graph;
  private final WordArchitecture architecture;

  OnnxWordNetwork(OnnxLayers layers, WordArchitecture architecture) {
    this.layers = layers;
    this.graph = layers.graph();
    this.architecture = architecture;
  }

  /**
   * The logits.
   *
   * @param given {@code [B, L]} of 64 bits
   * @return {@code [B, C]}
   */
  String logits(String given) {
    String ids = architecture.countPadding() ? padded(given) : given;
    String padding = layers.padding(ids);
    String valid = graph.op("Sub", graph.number(1f), padding);
    String counted = architecture.countPadding() ? graph.op("Add", valid, padding) : valid;

    String scale = graph.op("Mul", counted, graph.number((float) Math.sqrt(architecture.width())));
    String words =
        graph.op(
            "Mul", graph.op("Gather", layers.weight("embedding"), ids), layers.unsqueeze(scale, 2));
    String masked = words;
    if (architecture.mask()) {
      String keep = graph.op("Sigmoid", new OnnxWordMask(layers, architecture).keepLogit(words));
      masked = graph.op("Mul", words, layers.unsqueeze(keep, 2));
    }
    String state = graph.op("Add", masked, layers.positions(sinusoids(), ids));
    OnnxTransformer transformer =
        new OnnxTransformer(layers, architecture, x -> graph.op("Relu", x), NORM_EPSILON);
    String tokens = transformer.blocks(state, layers.hiding(padding));
    String count = graph.op("Max", layers.sum(counted, 1, true), graph.number(1f));
    return layers.classify(tokens, graph.op("Div", counted, count));
  }

  /** Padding that takes part fills every text up to the longest. */
  private String padded(String ids) {
    String missing =
        graph.op(
            "Max",
            graph.op("Sub", graph.integers(architecture.maxTokens()), layers.length(ids)),
            graph.integers(0));
    String sides =
        graph.op("Concat", List.of(attribute("axis", 0)), graph.integers(0, 0, 0), missing);
    return graph.op("Pad", ids, sides);
  }

  /** Sine at even, cosine at odd dimensions (Vaswani et al., 2017). */
  private String sinusoids() {
    int width = architecture.width();
    float[] table = new float[architecture.maxTokens() * width];
    for (int i = 0; i < table.length; i++) {
      int dimension = i % width;
      int position = i / width;
      double angle = position * Math.exp(-Math.log(10000.0) * (dimension - dimension % 2) / width);
      table[i] = (float) (dimension % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
    }
    return graph.weight(
        "sinusoids", new Weight(new long[] {architecture.maxTokens(), width}, table));
  }
}
