package io.github.safr.pretrained;

import java.util.List;

/**
 * An operation in the graph of an ONNX file, without its attributes.
 *
 * @param name its name, which exporters derive from the layer that it belongs to; may be empty
 * @param operator what it does, such as {@code MatMul}
 * @param inputs names of what it takes: initializers, or outputs of other nodes
 * @param outputs names of what it gives
 */
record OnnxNode(String name, String operator, List<String> inputs, List<String> outputs) {

  OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
