package io.github.safr.pretrained;

import io.github.safr.network.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says about a network's weights: their values, and which operation uses which.
 *
 * @param initializers the weights in single precision, by name; those of other types are left out
 * @param nodes the operations, in the file's order
 */
record OnnxFile(Map<String, Weight> initializers, List<OnnxNode> nodes) {

  /**
   * Reads a file from a stream, to the stream's end; the caller closes it.
   *
   * @throws IOException if the stream fails, or holds no ONNX graph, a damaged or truncated one,
   *     one with values outside the file or not in {@code raw_data}, or more than {@link
   *     OnnxReader} takes
   */
  static OnnxFile read(InputStream in) throws IOException {
    try {
      return new OnnxReader(in).read();
    } catch (IOException e) {
      throw new IOException(
          "The ONNX file cannot be read: "
              + e.getMessage()
              + " Get an undamaged copy, with float32 weights inside the file.",
          e);
    }
  }

  /**
   * The weight of this name.
   *
   * @param shape the dimensions it must have
   * @throws IOException if there is none, or if it has another shape
   */
  Weight weight(String name, long... shape) throws IOException {
    Weight weight = initializers.get(name);
    if (weight == null) {
      throw new IOException("The ONNX file has no float32 weight '" + name + "'.");
    }
    if (!Arrays.equals(weight.shape(), shape)) {
      throw new IOException(
          "The weight '%s' of the ONNX file has shape %s, not %s."
              .formatted(name, Arrays.toString(weight.shape()), Arrays.toString(shape)));
    }
    return weight;
  }

  /**
   * The weight that a matrix multiplication multiplies by, on the right: exporters leave the
   * weights of linear layers without a telling name.
   *
   * @param node name of the {@code MatMul}
   * @param inputs rows that the weight must have
   * @param outputs columns that it must have
   * @throws IOException if there is no such node, or if its second input is no such weight
   */
  Weight kernel(String node, long inputs, long outputs) throws IOException {
    for (OnnxNode candidate : nodes) {
      if (candidate.name().equals(node)
          && candidate.operator().equals("MatMul")
          && candidate.inputs().size() == 2) {
        return weight(candidate.inputs().get(1), inputs, outputs);
      }
    }
    throw new IOException("The ONNX file has no matrix multiplication '" + node + "'.");
  }
}
