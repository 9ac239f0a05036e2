package io.github.safr.model;

import io.github.safr.model.CheckedNetwork.ForeignNetworkException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The nodes of a network's graph, each of them found to be one that networks of ours may have: its
 * operation and its types are listed here, it names no device and no function, reads outputs of
 * other nodes that are there, and is not, by any way round, its own input. A constant holds as many
 * values as its shape says, and no tensor has many dimensions.
 *
 * <p>That leaves arithmetic on tensors. What it cannot exclude is arithmetic without sense: wrong
 * results, and tensors larger than the memory.
 */
final class NetworkNodes {

  /** What networks compute with, of all kinds and since the first format. */
  static final Set<String> OPERATIONS =
      Set.of(
          "Abs",
          "Add",
          "AddN",
          "ArgMax",
          "BatchMatMulV3",
          "BiasAdd",
          "Cast",
          "ConcatV2",
          "Const",
          "Div",
          "DivNoNan",
          "Equal",
          "Erf",
          "Exp",
          "ExpandDims",
          "FloorDiv",
          "FloorMod",
          "GatherV2",
          "Greater",
          "Identity",
          "Log",
          "MatMul",
          "MatrixDiagPartV2",
          "Max",
          "Maximum",
          "Mean",
          "Minimum",
          "Mul",
          "Neg",
          "NotEqual",
          "OneHot",
          "OnesLike",
          "Pack",
          "PadV2",
          "Placeholder",
          "Range",
          "Relu",
          "Reshape",
          "ReverseV2",
          "Rsqrt",
          "Shape",
          "Sigmoid",
          "Slice",
          "Softmax",
          "Softplus",
          "Sqrt",
          "Square",
          "StopGradient",
          "Sub",
          "Sum",
          "Tanh",
          "TopKV2",
          "Transpose",
          "Unpack");

  /** What they compute with them on, and the bytes that an entry takes. */
  static final Map<DataType, Integer> TYPES =
      new EnumMap<>(
          Map.of(
              DataType.DT_FLOAT, 4,
              DataType.DT_HALF, 2,
              DataType.DT_INT32, 4,
              DataType.DT_UINT8, 1,
              DataType.DT_BOOL, 1));

  /** The bundled network of word pieces, of six blocks, has 1,127. */
  private static final int MOST_NODES = 20_000;

  private static final int MOST_INPUTS = 1_000;
  static final int MOST_DIMENSIONS = 8;
  private static final int LONGEST_NAME = 200;

  /** Of inputs or outputs; TensorFlow makes room for as many as are told. */
  private static final int LARGEST_COUNT = 1_000;

  private final GraphDef graph;
  private final Map<String, NodeDef> byName = new HashMap<>();

  private NetworkNodes(GraphDef graph) {
    this.graph = graph;
  }

  /**
   * The nodes of a graph.
   *
   * @throws ForeignNetworkException if one of them is none of ours
   */
  static NetworkNodes of(GraphDef graph) throws ForeignNetworkException {
    if (graph.getNodeCount() > MOST_NODES) {
      throw new ForeignNetworkException("it has " + graph.getNodeCount() + " nodes");
    }
    NetworkNodes nodes = new NetworkNodes(graph);
    for (NodeDef node : graph.getNodeList()) {
      nodes.add(node);
    }
    NetworkRanks.check(nodes.inOrder());
    for (NodeDef node : graph.getNodeList()) {
      if (node.getOp().equals("Transpose")) {
        nodes.checkOrder(node);
      }
    }
    return nodes;
  }

  private void add(NodeDef node) throws ForeignNetworkException {
    CheckedNetwork.onlyHas(node, "name", "op", "input", "attr", "experimental_type");
    if (!OPERATIONS.contains(node.getOp())) {
      throw new ForeignNetworkException("it has the operation " + printable(node.getOp()));
    }
    if (!node.getName().matches("[A-Za-z0-9.][A-Za-z0-9_./-]{0," + (LONGEST_NAME - 1) + "}")
        || byName.put(node.getName(), node) != null
        || node.getInputCount() > MOST_INPUTS) {
      throw new ForeignNetworkException("names or inputs of its nodes are others");
    }
    for (Map.Entry<String, AttrValue> attribute : node.getAttrMap().entrySet()) {
      // Those with an underscore are orders to TensorFlow's own machinery.
      if (attribute.getKey().startsWith("_")
          || !isPlain(attribute.getKey(), attribute.getValue())) {
        throw new ForeignNetworkException(
            "it has the operation " + node.getOp() + " with something besides");
      }
    }
    if (node.getOp().equals("Const")
        == node.getAttrMap().values().stream().noneMatch(AttrValue::hasTensor)) {
      throw new ForeignNetworkException("values are where no constants are");
    }
  }

  private static String printable(String operation) {
    return operation.matches("[A-Za-z0-9_>]{1,60}") ? operation : "of no name";
  }

  private static boolean isPlain(String name, AttrValue value) {
    return switch (value.getValueCase()) {
      case TYPE -> TYPES.containsKey(value.getType());
      case I -> isPlain(name, value.getI());
      case S -> value.getS().size() <= LONGEST_NAME;
      case B, F -> true;
      case SHAPE -> isShape(value.getShape(), -1);
      case TENSOR -> isWhole(value.getTensor());
      default -> false;
    };
  }

  /** TensorFlow ends the process for dimensions of batches that are more than there are. */
  private static boolean isPlain(String name, long number) {
    return switch (name) {
      case "N", "num" -> number >= 0 && number <= LARGEST_COUNT;
      case "batch_dims" -> number >= 0 && number <= MOST_DIMENSIONS;
      default -> number >= -MOST_DIMENSIONS && number <= MOST_DIMENSIONS;
    };
  }

  private static boolean isShape(TensorShapeProto shape, long least) {
    return shape.getDimCount() <= MOST_DIMENSIONS
        && !(shape.getUnknownRank() && least >= 0)
        && shape.getDimList().stream()
            .allMatch(dim -> dim.getSize() >= least && dim.getSize() <= Integer.MAX_VALUE);
  }

  /** TensorFlow would fill up a constant with too few values, to whatever size it tells. */
  private static boolean isWhole(TensorProto tensor) {
    Integer size = TYPES.get(tensor.getDtype());
    if (size == null || !isShape(tensor.getTensorShape(), 0)) {
      return false;
    }
    try {
      long entries = 1;
      for (TensorShapeProto.Dim dim : tensor.getTensorShape().getDimList()) {
        entries = Math.multiplyExact(entries, dim.getSize());
      }
      long listed =
          (long) tensor.getFloatValCount()
              + tensor.getIntValCount()
              + tensor.getHalfValCount()
              + tensor.getBoolValCount();
      return tensor.getTensorContent().isEmpty()
          ? listed == entries
          : listed == 0 && tensor.getTensorContent().size() == Math.multiplyExact(entries, size);
    } catch (ArithmeticException e) {
      return false;
    }
  }

  /** Every node in the order in which it can be computed: what is left over is a circle. */
  private List<NodeDef> inOrder() throws ForeignNetworkException {
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, List<String>> readers = new HashMap<>();
    Deque<String> ready = new ArrayDeque<>();
    for (NodeDef node : byName.values()) {
      for (String input : node.getInputList()) {
        readers.computeIfAbsent(producer(input), name -> new ArrayList<>()).add(node.getName());
      }
      waiting.put(node.getName(), node.getInputCount());
      if (node.getInputCount() == 0) {
        ready.add(node.getName());
      }
    }
    List<NodeDef> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      String next = ready.remove();
      order.add(Objects.requireNonNull(byName.get(next)));
      for (String reader : readers.getOrDefault(next, List.of())) {
        if (waiting.merge(reader, -1, Integer::sum) == 0) {
          ready.add(reader);
        }
      }
    }
    if (order.size() < byName.size()) {
      throw new ForeignNetworkException("it goes round in circles");
    }
    return order;
  }

  /**
   * Throws if the order of dimensions that a node puts them into is none: one with a dimension
   * below zero has made TensorFlow corrupt its memory and end the process.
   */
  private void checkOrder(NodeDef transpose) throws ForeignNetworkException {
    NodeDef order =
        Objects.requireNonNull(
            transpose.getInputCount() == 2
                ? byName.get(producer(transpose.getInput(1)))
                : transpose);
    AttrValue value = order.getAttrOrDefault("value", AttrValue.getDefaultInstance());
    BitSet seen = new BitSet();
    int[] dimensions = integers(value.getTensor());
    for (int dimension : dimensions) {
      if (dimension < 0 || dimension >= dimensions.length || seen.get(dimension)) {
        throw new ForeignNetworkException("it puts dimensions into an order that is none");
      }
      seen.set(dimension);
    }
    if (!order.getOp().equals("Const") || dimensions.length == 0) {
      throw new ForeignNetworkException("it computes the order of dimensions");
    }
  }

  /** The values of a constant that has been found whole; none if they are no integers. */
  static int[] integers(TensorProto tensor) {
    if (tensor.getDtype() != DataType.DT_INT32) {
      return new int[0];
    }
    if (tensor.getTensorContent().isEmpty()) {
      return tensor.getIntValList().stream().mapToInt(Integer::intValue).toArray();
    }
    IntBuffer content =
        tensor
            .getTensorContent()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asIntBuffer();
    int[] values = new int[content.remaining()];
    content.get(values);
    return values;
  }

  /** The node that an output is of, as inputs name it: {@code NODE} or {@code NODE:NUMBER}. */
  private String producer(String output) throws ForeignNetworkException {
    int colon = output.indexOf(':');
    String name = colon < 0 ? output : output.substring(0, colon);
    String number = colon < 0 ? "0" : output.substring(colon + 1);
    NodeDef node = byName.get(name);
    if (node == null || !number.matches("\\d{1,4}") || Integer.parseInt(number) >= outputs(node)) {
      throw new ForeignNetworkException("a value is read that nothing computes");
    }
    return name;
  }

  private static long outputs(NodeDef node) {
    return switch (node.getOp()) {
      case "TopKV2" -> 2;
      case "Unpack" -> node.getAttrOrDefault("num", AttrValue.getDefaultInstance()).getI();
      default -> 1;
    };
  }

  /** Throws if a signature's input is none of the graph. */
  void checkInput(TensorInfo info) throws ForeignNetworkException {
    checkOutput(info);
    NodeDef node = byName.get(producer(info.getName()));
    if (node == null
        || !node.getOp().equals("Placeholder")
        || node.getAttrOrDefault("dtype", AttrValue.getDefaultInstance()).getType()
            != DataType.DT_INT32) {
      throw new ForeignNetworkException("its inputs are others");
    }
  }

  /** Throws if a signature's output is none of the graph. */
  void checkOutput(TensorInfo info) throws ForeignNetworkException {
    CheckedNetwork.onlyHas(info, "name", "dtype", "tensor_shape");
    producer(info.getName());
    if (!TYPES.containsKey(info.getDtype()) || !isShape(info.getTensorShape(), -1)) {
      throw new ForeignNetworkException("its outputs are others");
    }
  }

  /** The nodes as TensorFlow needs them, in their order. */
  List<NodeDef> clean() {
    return graph.getNodeList().stream()
        .map(node -> node.toBuilder().clearExperimentalType().build())
        .toList();
  }
}
