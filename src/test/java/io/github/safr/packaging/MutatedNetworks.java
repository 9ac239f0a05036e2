package io.github.safr.packaging;

import com.google.protobuf.ByteString;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelException;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.ForgedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;

/**
 * A program that loads networks one after another that somebody has changed at random, with
 * checksums that are right, and asks those that load. Every case depends on its number and the seed
 * alone. The number is in the file {@code case} of the folder before the case begins, so that one
 * which ends the JVM can be found.
 *
 * <p>Arguments: a folder to work in, the seed, the first case, the number of cases, and models.
 */
final class MutatedNetworks {

  private static final List<String> LONG =
      List.of("the film was not very good and i liked it . . . . . .".split(" "));
  private static final List<List<String>> UNITS =
      List.of(LONG, List.of("good"), List.of("unaffable", "."));
  private static final int[] NUMBERS = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    4,
    7,
    255,
    1000,
    -1000,
    65_536,
    1 << 24,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE
  };
  private static final List<DataType> TYPES =
      List.of(
          DataType.DT_FLOAT,
          DataType.DT_HALF,
          DataType.DT_INT32,
          DataType.DT_UINT8,
          DataType.DT_BOOL);
  private static final List<String> OPERATIONS =
      List.of(
          "Abs",
          "Add",
          "AddN",
          "ArgMax",
          "BatchMatMulV3",
          "BiasAdd",
          "Cast",
          "ConcatV2",
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

  private MutatedNetworks() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    int first = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    List<Path> models = Arrays.stream(arguments).skip(4).map(Path::of).toList();
    List<Path> copies = models.stream().map(model -> ForgedModel.copy(model, folder)).toList();
    List<SavedModel> networks = models.stream().map(ForgedModel::network).toList();
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int i = first; i < first + count; i++) {
      Files.writeString(folder.resolve("case"), Integer.toString(i));
      Random random = new Random(seed * 1_000_003 + i);
      int which = random.nextInt(models.size());
      Path copy = copies.get(which);
      ForgedModel.setNetwork(copy, mutate(networks.get(which), random));
      String outcome = outcome(copy);
      if (outcome.startsWith("!")) {
        Path kept = folder.resolve("kept-" + i + ".pb");
        Files.copy(copy.resolve("saved_model.pb"), kept, StandardCopyOption.REPLACE_EXISTING);
        System.out.println("case " + i + " " + outcome);
      }
      outcomes.merge(outcome, 1, Integer::sum);
    }
    outcomes.forEach((outcome, times) -> System.out.println(outcome + "=" + times));
  }

  /** What a model comes to; what should not be begins with an exclamation mark. */
  private static String outcome(Path directory) {
    SafrModel model;
    try {
      model = SafrModel.load(directory, DeviceChoice.CPU);
    } catch (ModelException e) {
      return e.getMessage().contains("does not fit the network")
          ? "refused: does not fit"
          : e.getMessage().contains("TensorFlow cannot read")
              ? "refused: by TensorFlow"
              : e.getMessage().contains("none that safr-uima made")
                  ? "refused: foreign"
                  : "refused: unreadable";
    } catch (RuntimeException | Error e) {
      return "!loading: " + e;
    }
    try (model) {
      model.explain(UNITS);
      return "works";
    } catch (RuntimeException e) {
      return "fails when asked";
    } catch (Error e) {
      return "!asking: " + e;
    }
  }

  private static byte[] mutate(SavedModel network, Random random) {
    int kind = random.nextInt(10);
    if (kind == 0) {
      byte[] bytes = network.toByteArray();
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    if (kind <= 2) {
      byte[] bytes = network.toByteArray();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return bytes;
    }
    SavedModel.Builder model = network.toBuilder();
    GraphDef.Builder graph = model.getMetaGraphsBuilder(0).getGraphDefBuilder();
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      NodeDef.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
      switch (random.nextInt(8)) {
        case 0 -> node.setOp(OPERATIONS.get(random.nextInt(OPERATIONS.size())));
        case 1, 2 -> input(node, graph, random);
        case 3, 4 -> attribute(node, random);
        case 5, 6 -> constant(graph, random);
        default -> output(model, graph, random);
      }
    }
    return model.build().toByteArray();
  }

  private static String any(GraphDef.Builder graph, Random random) {
    return graph.getNode(random.nextInt(graph.getNodeCount())).getName();
  }

  private static void input(NodeDef.Builder node, GraphDef.Builder graph, Random random) {
    if (node.getInputCount() == 0 || random.nextInt(10) == 0) {
      node.addInput(any(graph, random));
    } else if (random.nextInt(10) == 0) {
      node.clearInput();
    } else {
      node.setInput(random.nextInt(node.getInputCount()), any(graph, random));
    }
  }

  private static void attribute(NodeDef.Builder node, Random random) {
    List<String> names = node.getAttrMap().keySet().stream().sorted().toList();
    if (names.isEmpty()) {
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    AttrValue.Builder value = node.getAttrOrThrow(name).toBuilder();
    switch (value.getValueCase()) {
      case TYPE -> value.setType(TYPES.get(random.nextInt(TYPES.size())));
      case B -> value.setB(!value.getB());
      case I -> value.setI(random.nextInt(20) - 10);
      case S -> value.setS(ByteString.copyFromUtf8("NCHW"));
      case SHAPE -> value.getShapeBuilder().addDimBuilder().setSize(number(random));
      default -> {
        node.removeAttr(name);
        return;
      }
    }
    if (random.nextInt(5) == 0) {
      node.removeAttr(name);
    } else {
      node.putAttr(name, value.build());
    }
  }

  private static int number(Random random) {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  /** Other numbers in a constant, or another shape for them. */
  private static void constant(GraphDef.Builder graph, Random random) {
    List<NodeDef.Builder> constants =
        graph.getNodeBuilderList().stream()
            .filter(node -> node.getOp().equals("Const") && node.containsAttr("value"))
            .toList();
    List<NodeDef.Builder> integers =
        constants.stream()
            .filter(
                node -> node.getAttrOrThrow("value").getTensor().getDtype() == DataType.DT_INT32)
            .toList();
    List<NodeDef.Builder> from = random.nextInt(4) == 0 ? constants : integers;
    NodeDef.Builder node = from.get(random.nextInt(from.size()));
    TensorProto.Builder tensor = node.getAttrOrThrow("value").getTensor().toBuilder();
    if (random.nextInt(4) == 0) {
      if (random.nextBoolean()) {
        tensor.getTensorShapeBuilder().addDimBuilder().setSize(1);
      } else {
        tensor.clearTensorShape();
      }
    } else if (tensor.getIntValCount() > 0) {
      tensor.setIntVal(0, number(random));
    } else if (tensor.getFloatValCount() > 0) {
      tensor.setFloatVal(0, random.nextBoolean() ? Float.NaN : number(random));
    } else if (tensor.getTensorContent().size() >= Integer.BYTES) {
      byte[] content = tensor.getTensorContent().toByteArray();
      int place = random.nextInt(content.length / Integer.BYTES);
      ByteBuffer.wrap(content)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(place * Integer.BYTES, number(random));
      tensor.setTensorContent(ByteString.copyFrom(content));
    }
    node.putAttr("value", AttrValue.newBuilder().setTensor(tensor).build());
  }

  private static void output(SavedModel.Builder model, GraphDef.Builder graph, Random random) {
    SignatureDef.Builder signature =
        model.getMetaGraphsBuilder(0).getSignatureDefOrThrow("explain").toBuilder();
    List<String> names = signature.getOutputsMap().keySet().stream().sorted().toList();
    String name = names.get(random.nextInt(names.size()));
    signature.putOutputs(
        name,
        signature.getOutputsOrThrow(name).toBuilder().setName(any(graph, random) + ":0").build());
    model.getMetaGraphsBuilder(0).putSignatureDef("explain", signature.build());
  }
}
