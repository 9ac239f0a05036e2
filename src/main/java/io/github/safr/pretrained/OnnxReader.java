package io.github.safr.pretrained;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.github.safr.network.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the few fields of {@code onnx.proto} that tell a network's weights, and skips the others.
 *
 * <p>What it keeps is bounded: files have {@value #MAX_BYTES} bytes at most, {@value #MAX_ENTRIES}
 * nodes, names and weights taken together, and weights have {@value #MAX_RANK} dimensions. A length
 * that the file claims is believed only as its bytes arrive.
 */
final class OnnxReader {

  static final int MAX_BYTES = 1 << 28;
  static final int MAX_ENTRIES = 100_000;
  static final int MAX_RANK = 8;

  private static final int BYTES = WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int NUMBER = WireFormat.WIRETYPE_VARINT;

  private static final int MODEL_GRAPH = 7 << 3 | BYTES;
  private static final int GRAPH_NODE = 1 << 3 | BYTES;
  private static final int GRAPH_INITIALIZER = 5 << 3 | BYTES;
  private static final int NODE_INPUT = 1 << 3 | BYTES;
  private static final int NODE_OUTPUT = 2 << 3 | BYTES;
  private static final int NODE_NAME = 3 << 3 | BYTES;
  private static final int NODE_OPERATOR = 4 << 3 | BYTES;
  private static final int TENSOR_DIMENSION = 1 << 3 | NUMBER;
  private static final int TENSOR_DIMENSIONS = 1 << 3 | BYTES;
  private static final int TENSOR_TYPE = 2 << 3 | NUMBER;
  private static final int TENSOR_NAME = 8 << 3 | BYTES;
  private static final int TENSOR_RAW_DATA = 9 << 3 | BYTES;

  private static final int FLOAT = 1;

  private final CodedInputStream in;
  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private final List<OnnxNode> nodes = new ArrayList<>();
  private boolean hasGraph;
  private int entries;

  OnnxReader(InputStream in) {
    this.in = CodedInputStream.newInstance(in);
    // Protobuf's own limit has been 64 MB in some versions and none in others.
    this.in.setSizeLimit(MAX_BYTES);
  }

  OnnxFile read() throws IOException {
    fields(this::modelField);
    if (!hasGraph) {
      throw new IOException("It has no graph.");
    }
    return new OnnxFile(Collections.unmodifiableMap(weights), List.copyOf(nodes));
  }

  private boolean modelField(int tag) throws IOException {
    if (tag != MODEL_GRAPH) {
      return false;
    }
    hasGraph = true;
    message(this::graphField);
    return true;
  }

  private boolean graphField(int tag) throws IOException {
    switch (tag) {
      case GRAPH_NODE -> {
        NodeFields node = new NodeFields();
        message(node);
        count();
        nodes.add(node.toNode());
      }
      case GRAPH_INITIALIZER -> {
        TensorFields tensor = new TensorFields();
        message(tensor);
        count();
        if (tensor.type == FLOAT && weights.put(tensor.name, tensor.toWeight()) != null) {
          throw new IOException("It has two weights named '" + tensor.name + "'.");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private final class NodeFields implements Fields {
    private String name = "";
    private String operator = "";
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();

    @Override
    public boolean read(int tag) throws IOException {
      switch (tag) {
        case NODE_INPUT -> inputs.add(reference());
        case NODE_OUTPUT -> outputs.add(reference());
        case NODE_NAME -> name = string();
        case NODE_OPERATOR -> operator = string();
        default -> {
          return false;
        }
      }
      return true;
    }

    private String reference() throws IOException {
      count();
      return string();
    }

    OnnxNode toNode() {
      return new OnnxNode(name, operator, inputs, outputs);
    }
  }

  private final class TensorFields implements Fields {
    private String name = "";
    private int type;
    private final List<Long> shape = new ArrayList<>();
    private byte[] data = {};

    @Override
    public boolean read(int tag) throws IOException {
      switch (tag) {
        case TENSOR_DIMENSION -> dimension();
        case TENSOR_DIMENSIONS -> {
          int outer = enter();
          while (in.getBytesUntilLimit() > 0) {
            dimension();
          }
          in.popLimit(outer);
        }
        case TENSOR_TYPE -> type = in.readInt32();
        case TENSOR_NAME -> name = string();
        case TENSOR_RAW_DATA -> data = bytes();
        default -> {
          return false;
        }
      }
      return true;
    }

    private void dimension() throws IOException {
      long size = in.readInt64();
      if (size < 0 || size > MAX_BYTES || shape.size() == MAX_RANK) {
        throw new IOException(
            "A weight has a dimension of " + size + ", or more than " + MAX_RANK + " dimensions.");
      }
      shape.add(size);
    }

    Weight toWeight() throws IOException {
      long size = Float.BYTES;
      for (long dimension : shape) {
        // Neither factor is above 2^28, so that the product fits.
        size = Math.min(size * dimension, MAX_BYTES + 1L);
      }
      if (size != data.length) {
        throw new IOException(
            "The weight '%s' of shape %s has %,d bytes of raw data."
                .formatted(name, shape, data.length));
      }
      float[] values = new float[data.length / Float.BYTES];
      ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return new Weight(shape.stream().mapToLong(Long::longValue).toArray(), values);
    }
  }

  /** The fields of a message that are of interest. */
  private interface Fields {

    /** Reads the field that the tag announces; or reads nothing and says false, to skip it. */
    boolean read(int tag) throws IOException;
  }

  private void message(Fields fields) throws IOException {
    int outer = enter();
    fields(fields);
    // The end of the stream looks like the end of a message.
    if (in.getBytesUntilLimit() != 0) {
      throw new IOException("It ends too early.");
    }
    in.popLimit(outer);
  }

  private void fields(Fields fields) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!fields.read(tag)) {
        skip(tag);
      }
    }
  }

  private int enter() throws IOException {
    return in.pushLimit(length());
  }

  private String string() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private byte[] bytes() throws IOException {
    return in.readRawBytes(length());
  }

  /** Protobuf itself lets some impossible lengths through, and stumbles over them later. */
  private int length() throws IOException {
    int length = in.readRawVarint32();
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("A part of it claims a length of " + length + " bytes.");
    }
    return length;
  }

  private void skip(int tag) throws IOException {
    // ONNX has no groups, and protobuf follows nested ones down to the end of the stack.
    int type = WireFormat.getTagWireType(tag);
    if (type == WireFormat.WIRETYPE_START_GROUP || type == WireFormat.WIRETYPE_END_GROUP) {
      throw new IOException("It has a group, which ONNX does not know.");
    }
    in.skipField(tag);
  }

  private void count() throws IOException {
    if (++entries > MAX_ENTRIES) {
      throw new IOException("It has more than " + MAX_ENTRIES + " nodes, names and weights.");
    }
  }
}
