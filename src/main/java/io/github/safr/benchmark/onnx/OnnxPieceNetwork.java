package io.github.safr.benchmark.onnx;

import static io.github.safr.benchmark.onnx.OnnxGraph.attribute;

import io.github.safr.network.PieceArchitecture;
import java.util.List;

/** The network of word pieces as ONNX operators, from ids and owners to logits. */
final class OnnxPieceNetwork {

  private final OnnxLayers layers;
  private final OnnxGraph graph;
  private final PieceArchitecture architecture;

  OnnxPieceNetwork(OnnxLayers layers, PieceArchitecture architecture) {
    this.layers = layers;
    this.graph = layers.graph();
    this.architecture = architecture;
  }

  /**
   * The logits.
   *
   * @param ids {@code [B, L]} of 64 bits
   * @param owners {@code [B, L]} of 64 bits, -1 for nobody
   * @return {@code [B, C]}
   */
  String logits(String ids, String owners) {
    String belongs = belongs(owners);
    String pieces = layers.sum(belongs, 1, false);
    String average =
        layers.transpose(
            graph.op(
                "Div", belongs, layers.unsqueeze(graph.op("Max", pieces, graph.number(1f)), 1)),
            0,
            2,
            1);
    String valid = graph.op("Min", pieces, graph.number(1f));

    String rows = graph.op("Gather", layers.weight("embedding"), ids);
    String positions = layers.positions(layers.weight("position"), ids);
    String embedding = normalize(graph.op("Add", rows, positions));
    String visibility = layers.hiding(layers.padding(ids));
    String visible = valid;
    if (architecture.mask()) {
      String words = graph.op("MatMul", average, normalize(rows));
      String keepLogit = new OnnxWordMask(layers, architecture).keepLogit(words);
      visible = graph.op("Mul", graph.op("Sigmoid", keepLogit), valid);
      visibility = graph.op("Add", visibility, spread(belongs, logSigmoid(keepLogit)));
    }
    OnnxTransformer transformer =
        new OnnxTransformer(layers, architecture, layers::gelu, architecture.normEpsilon());
    String tokens = graph.op("MatMul", average, transformer.blocks(embedding, visibility));
    return layers.classify(tokens, shares(visible));
  }

  /** {@code [B, L, T]}: 1 where piece L is part of token T. */
  private String belongs(String owners) {
    String most = graph.op("ReduceMax", List.of(attribute("keepdims", 0)), owners);
    String count = graph.op("Max", graph.op("Add", most, graph.integer(1)), graph.integer(1));
    String tokens = graph.op("Range", graph.integer(0), count, graph.integer(1));
    return layers.number(graph.op("Equal", layers.unsqueeze(owners, 2), tokens));
  }

  private String normalize(String embedding) {
    return layers.norm("embedding.norm", embedding, architecture.normEpsilon());
  }

  /** The logarithm of the logistic function. */
  private String logSigmoid(String x) {
    return graph.op("Neg", graph.op("Softplus", graph.op("Neg", x)));
  }

  /** To every piece its token's value, to others 0: {@code [B, T]} to {@code [B, L]}. */
  private String spread(String belongs, String tokens) {
    return layers.squeeze(graph.op("MatMul", belongs, layers.unsqueeze(tokens, 2)), 2);
  }

  /** Each token's weight in the mean, one empty token counted if there is a mask. */
  private String shares(String visible) {
    String total = layers.sum(visible, 1, true);
    return graph.op(
        "Div", visible, graph.op(architecture.mask() ? "Add" : "Max", total, graph.number(1f)));
  }
}
