package io.github.safr.benchmark.onnx;

import static io.github.safr.benchmark.onnx.OnnxGraph.attribute;

import io.github.safr.network.Architecture;
import java.util.List;
import java.util.function.UnaryOperator;

/** Post-norm transformer blocks as ONNX operators. */
final class OnnxTransformer {

  private final OnnxLayers layers;
  private final OnnxGraph graph;
  private final Architecture architecture;
  private final UnaryOperator<String> activation;
  private final double normEpsilon;

  OnnxTransformer(
      OnnxLayers layers,
      Architecture architecture,
      UnaryOperator<String> activation,
      double normEpsilon) {
    this.layers = layers;
    this.graph = layers.graph();
    this.architecture = architecture;
    this.activation = activation;
    this.normEpsilon = normEpsilon;
  }

  /**
   * All blocks.
   *
   * @param state {@code [B, L, E]}
   * @param visibility {@code [B, L]}: added to the scores of attending to each position
   * @return {@code [B, L, E]}
   */
  String blocks(String state, String visibility) {
    String everywhere = layers.unsqueeze(visibility, 1, 2);
    String x = state;
    for (int block = 1; block <= architecture.blocks(); block++) {
      x = block("block" + block, x, everywhere);
    }
    return x;
  }

  private String block(String name, String state, String visibility) {
    String attended =
        layers.dense(
            name + ".attention.output", attend(name + ".attention.input", state, visibility));
    String x = layers.norm(name + ".norm1", graph.op("Add", state, attended), normEpsilon);
    String neurons = activation.apply(layers.dense(name + ".ffn.inner", x));
    return layers.norm(
        name + ".norm2",
        graph.op("Add", x, layers.dense(name + ".ffn.outer", neurons)),
        normEpsilon);
  }

  private String attend(String name, String state, String visibility) {
    int heads = architecture.heads();
    int size = architecture.headSize();
    List<String> projected =
        graph.ops("Split", 3, List.of(attribute("axis", -1)), layers.dense(name, state));
    String shape = graph.integers(0, 0, heads, size);
    String queries = layers.transpose(graph.op("Reshape", projected.get(0), shape), 0, 2, 1, 3);
    String keys = layers.transpose(graph.op("Reshape", projected.get(1), shape), 0, 2, 3, 1);
    String values = layers.transpose(graph.op("Reshape", projected.get(2), shape), 0, 2, 1, 3);
    String scores =
        graph.op(
            "Mul", graph.op("MatMul", queries, keys), graph.number((float) (1 / Math.sqrt(size))));
    String attention =
        graph.op("Softmax", List.of(attribute("axis", -1)), graph.op("Add", scores, visibility));
    String mixed = layers.transpose(graph.op("MatMul", attention, values), 0, 2, 1, 3);
    return graph.op("Reshape", mixed, graph.integers(0, 0, architecture.width()));
  }
}
