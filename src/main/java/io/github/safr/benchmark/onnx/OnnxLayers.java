package io.github.safr.benchmark.onnx;

import static io.github.safr.benchmark.onnx.OnnxGraph.attribute;
import static io.github.safr.benchmark.onnx.OnnxGraph.attributes;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.safr.network.Weight;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Layers as ONNX operators, with the weights of a network. Values keep their three dimensions
 * {@code [B, L, E]}.
 */
final class OnnxLayers {

  /** Added to the scores of attending to padding. */
  private static final float HIDDEN = -1e9f;

  private final OnnxGraph graph;
  private final Map<String, Weight> weights;

  OnnxLayers(OnnxGraph graph, Map<String, Weight> weights) {
    this.graph = graph;
    this.weights = weights;
  }

  OnnxGraph graph() {
    return graph;
  }

  /** A weight by its name in our network. */
  String weight(String name) {
    return graph.weight(name, Objects.requireNonNull(weights.get(name), name));
  }

  /** {@code x W + b}. */
  String dense(String name, String x) {
    return graph.op("Add", project(name, x), weight(name + ".bias"));
  }

  /** {@code x W}. */
  String project(String name, String x) {
    return graph.op("MatMul", x, weight(name + ".kernel"));
  }

  /** Layer normalisation over the last dimension. */
  String norm(String name, String x, double epsilon) {
    return graph.op(
        "LayerNormalization",
        List.of(attribute("axis", -1), attribute("epsilon", (float) epsilon)),
        x,
        weight(name + ".scale"),
        weight(name + ".shift"));
  }

  /** {@code x Phi(x)}, written in the way that is commonly known as GELU. */
  String gelu(String x) {
    String erf = graph.op("Erf", graph.op("Div", x, graph.number((float) Math.sqrt(2))));
    return graph.op(
        "Mul", graph.op("Mul", x, graph.op("Add", erf, graph.number(1f))), graph.number(0.5f));
  }

  /** 1 where ids are padding, as a number. */
  String padding(String ids) {
    return number(graph.op("Equal", ids, graph.integer(0)));
  }

  /** What hides some positions from attention, from 1 for them and 0 for others. */
  String hiding(String padding) {
    return graph.op("Mul", padding, graph.number(HIDDEN));
  }

  /** Truth as 1 and 0. */
  String number(String truth) {
    return graph.op("Cast", List.of(attribute("to", DataType.FLOAT.getNumber())), truth);
  }

  /** Integers of 64 bits. */
  String long64(String integers) {
    return graph.op("Cast", List.of(attribute("to", DataType.INT64.getNumber())), integers);
  }

  /** A dimension more, of size 1. */
  String unsqueeze(String x, long... axes) {
    return graph.op("Unsqueeze", x, graph.integers(axes));
  }

  /** A dimension of size 1 less. */
  String squeeze(String x, long axis) {
    return graph.op("Squeeze", x, graph.integers(axis));
  }

  /** Sums over a dimension. */
  String sum(String x, long axis, boolean keep) {
    return graph.op(
        "ReduceSum", List.of(attribute("keepdims", keep ? 1 : 0)), x, graph.integers(axis));
  }

  String transpose(String x, long... permutation) {
    return graph.op("Transpose", List.of(attributes("perm", permutation)), x);
  }

  /** The length of a text, {@code [1]}, from ids {@code [B, L]}. */
  String length(String ids) {
    return graph.op("Shape", List.of(attribute("start", 1), attribute("end", 2)), ids);
  }

  /** The first rows of a table, one a position: {@code [L, E]}. */
  String positions(String table, String ids) {
    return graph.op("Slice", table, graph.integers(0), length(ids), graph.integers(0));
  }

  /** The mean of tokens under weights, and the classifier: {@code [B, C]}. */
  String classify(String tokens, String shares) {
    return dense("classifier", sum(graph.op("Mul", tokens, unsqueeze(shares, 2)), 1, false));
  }
}
