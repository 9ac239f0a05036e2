package io.github.safr.model;

import io.github.safr.model.CheckedNetwork.ForeignNetworkException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * How many dimensions the tensors of a network may have, at most. TensorFlow ends the process when
 * it comes upon one of 254 or more, be it made by one operation or by a chain of them, so networks
 * in which that cannot be excluded are refused. The bounds of our own networks are ten or less.
 */
final class NetworkRanks {

  /** Bounds are rough, so this is more than constants may have. */
  static final int MOST = 32;

  /** What is known of a value that may be anything. */
  private static final Bound ANY = new Bound(0, Integer.MAX_VALUE);

  /** Of the dimensions of a tensor, and of its entries. */
  private record Bound(long rank, long entries) {
    Bound {
      entries = Math.min(entries, Integer.MAX_VALUE);
    }
  }

  private final Map<String, NodeDef> constants = new HashMap<>();
  private final Map<String, Bound> bounds = new HashMap<>();

  private NetworkRanks() {}

  /**
   * Checks the nodes of a graph.
   *
   * @param order all nodes, each behind those that it reads
   * @throws ForeignNetworkException if one of them may have too many dimensions
   */
  static void check(List<NodeDef> order) throws ForeignNetworkException {
    NetworkRanks ranks = new NetworkRanks();
    for (NodeDef node : order) {
      Bound bound = new Bound(ranks.rank(node), ranks.entries(node));
      if (bound.rank() > MOST) {
        throw new ForeignNetworkException("its tensors may have too many dimensions");
      }
      ranks.bounds.put(node.getName(), bound);
      if (node.getOp().equals("Const")) {
        ranks.constants.put(node.getName(), node);
      }
    }
  }

  private long rank(NodeDef node) {
    long highest = 0;
    for (int i = 0; i < node.getInputCount(); i++) {
      highest = Math.max(highest, of(node, i).rank());
    }
    return switch (node.getOp()) {
      case "Const" -> value(node).getTensorShape().getDimCount();
      case "Placeholder" -> rankOfInput(node);
      case "Shape", "Range" -> 1;
      case "ExpandDims", "Pack", "OneHot" -> highest + 1;
      case "Unpack" -> Math.max(highest - 1, 0);
      case "GatherV2" ->
          Math.max(of(node, 0).rank(), 1)
              + of(node, 1).rank()
              - 1
              - attribute(node, "batch_dims").getI();
      case "Reshape" -> of(node, 1).entries();
      // Of an input of which it does not know them, TensorFlow takes as many as these tell.
      case "Slice" -> Math.max(highest, Math.min(of(node, 1).entries(), of(node, 2).entries()));
      case "PadV2", "Transpose" -> Math.max(highest, of(node, 1).entries());
      default -> highest;
    };
  }

  /** Batches are fed: a row for each text. */
  private static long rankOfInput(NodeDef node) {
    TensorShapeProto shape = attribute(node, "shape").getShape();
    boolean isKnown = node.containsAttr("shape") && !shape.getUnknownRank();
    return isKnown ? Math.max(shape.getDimCount(), 2) : NetworkNodes.MOST_DIMENSIONS;
  }

  /** Shapes are vectors: the dimensions of what is given one are as many as its entries. */
  private long entries(NodeDef node) {
    return switch (node.getOp()) {
      case "Const" ->
          value(node).getTensorShape().getDimList().stream()
              .mapToLong(TensorShapeProto.Dim::getSize)
              .reduce(1, NetworkRanks::times);
      case "Shape" -> of(node, 0).rank();
      case "ConcatV2" -> all(node, node.getInputCount() - 1, 0, Long::sum);
      case "Pack" -> all(node, node.getInputCount(), 0, Long::sum);
      case "Slice" -> Math.min(of(node, 0).entries(), sizeOfSlice(node));
      case "Cast", "ExpandDims", "Identity", "Neg", "Reshape", "ReverseV2", "StopGradient" ->
          of(node, 0).entries();
      // Each entry of the one with each of the other, if their shapes are such.
      case "Add", "Div", "FloorDiv", "FloorMod", "Maximum", "Minimum", "Mul", "Sub" ->
          all(node, node.getInputCount(), 1, NetworkRanks::times);
      default -> ANY.entries();
    };
  }

  private long all(NodeDef node, int inputs, long start, LongBinaryOperator operator) {
    long result = start;
    for (int i = 0; i < inputs; i++) {
      result = operator.applyAsLong(result, of(node, i).entries());
    }
    return result;
  }

  /** What a slice holds if its sizes are told by a constant; less than none is all there is. */
  private long sizeOfSlice(NodeDef slice) {
    NodeDef sizes = slice.getInputCount() == 3 ? constants.get(producer(slice, 2)) : null;
    if (sizes == null) {
      return ANY.entries();
    }
    long size = 1;
    for (int entry : NetworkNodes.integers(value(sizes))) {
      size = times(size, entry < 0 ? ANY.entries() : entry);
    }
    return size;
  }

  /** What is known of an input; TensorFlow refuses a node that lacks one. */
  private Bound of(NodeDef node, int input) {
    return input < node.getInputCount() ? bounds.getOrDefault(producer(node, input), ANY) : ANY;
  }

  private static String producer(NodeDef node, int input) {
    String output = node.getInput(input);
    int colon = output.indexOf(':');
    return colon < 0 ? output : output.substring(0, colon);
  }

  private static TensorProto value(NodeDef constant) {
    return attribute(constant, "value").getTensor();
  }

  private static AttrValue attribute(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance());
  }

  private static long times(long a, long b) {
    return Math.min(a * b, Integer.MAX_VALUE);
  }
}
