package io.github.safr.benchmark.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.github.safr.network.Weight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A graph of ONNX operators as it grows. Every value has a name, which is what methods take and
 * return; those of operators are given here.
 */
final class OnnxGraph {

  private static final int OPSET = 17;

  /** Version 8 of the file format is the one of opset 17's days. */
  private static final int FORMAT = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("safr");

  /** Constants by their content, so that each is written once. */
  private final Map<Object, String> constants = new HashMap<>();

  private int nodes;

  /** An input of integers. */
  String input(String name, DataType type, String... dimensions) {
    graph.addInput(value(name, type, dimensions));
    return name;
  }

  /** A weight. */
  String weight(String name, Weight weight) {
    if (constants.putIfAbsent(name, name) == null) {
      ByteBuffer bytes = little(weight.values().length * Float.BYTES);
      bytes.asFloatBuffer().put(weight.values());
      constant(name, DataType.FLOAT, bytes, weight.shape());
    }
    return name;
  }

  /** A single number. */
  String number(float value) {
    return constants.computeIfAbsent(
        value, key -> constant("f" + key, DataType.FLOAT, little(Float.BYTES).putFloat(0, value)));
  }

  /** A single integer. */
  String integer(long value) {
    return constants.computeIfAbsent(
        value, key -> constant("i" + key, DataType.INT64, little(Long.BYTES).putLong(0, value)));
  }

  /** A row of integers. */
  String integers(long... values) {
    List<Long> content = LongStream.of(values).boxed().toList();
    return constants.computeIfAbsent(
        content,
        key -> {
          ByteBuffer bytes = little(values.length * Long.BYTES);
          bytes.asLongBuffer().put(values);
          return constant(
              "i" + content.toString().replace(" ", ""), DataType.INT64, bytes, values.length);
        });
  }

  private String constant(String name, DataType type, ByteBuffer bytes, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(bytes));
    LongStream.of(shape).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** An operator without attributes. */
  String op(String type, String... inputs) {
    return op(type, List.of(), inputs);
  }

  /** An operator of one output. */
  String op(String type, List<AttributeProto> attributes, String... inputs) {
    return ops(type, 1, attributes, inputs).get(0);
  }

  /** An operator of several outputs. */
  List<String> ops(String type, int outputs, List<AttributeProto> attributes, String... inputs) {
    String name = type + nodes++;
    List<String> names = LongStream.range(0, outputs).mapToObj(i -> name + "_" + i).toList();
    graph.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType(type)
            .addAllInput(List.of(inputs))
            .addAllOutput(names)
            .addAllAttribute(attributes));
    return names;
  }

  /** An attribute that is an integer. */
  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  /** An attribute that is a number. */
  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /** An attribute that is a row of integers. */
  static AttributeProto attributes(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    LongStream.of(values).forEach(attribute::addInts);
    return attribute.build();
  }

  /**
   * The file.
   *
   * @param result the value that is the output
   * @param name what the output is called
   */
  byte[] file(String result, String name, String... dimensions) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType("Identity")
            .addInput(result)
            .addOutput(name));
    graph.addOutput(value(name, DataType.FLOAT, dimensions));
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT)
        .setProducerName("safr-uima")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static ValueInfoProto.Builder value(String name, DataType type, String... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (String dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(dimension));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)));
  }
}
