package io.github.safr.benchmark.onnx;

import static io.github.safr.benchmark.onnx.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.safr.model.ModelDirectory;
import io.github.safr.network.Architecture;
import io.github.safr.network.FrozenWeights;
import io.github.safr.network.PieceArchitecture;
import io.github.safr.network.Weight;
import io.github.safr.network.WordArchitecture;
import io.github.safr.training.Architectures;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model's network as an ONNX file, with the weights as they are stored, in single precision. */
public final class OnnxModel {

  /** Input: numbers of pieces, int32 {@code [batch, pieces]}, padded with 0. */
  public static final String TOKENS = "tokens";

  /** Input of networks of word pieces: the token that each piece is part of, as int32; or -1. */
  public static final String OWNERS = "owners";

  /** Output: {@code [batch, classes]}. */
  public static final String LOGITS = "logits";

  /** The only input of {@link #fromIdsAlone}: int64 {@code [batch, pieces]}. */
  public static final String INPUT_IDS = "input_ids";

  private static final String[] TEXTS = {"batch", "pieces"};
  private static final Set<String> MARKS = Set.of("[PAD]", "[CLS]", "[SEP]");

  private OnnxModel() {}

  /**
   * A network with the inputs that ours has: {@link #TOKENS}, and {@link #OWNERS} for word pieces.
   *
   * @throws IllegalArgumentException if the model does not tell its network's shape
   */
  public static byte[] of(ModelDirectory model) {
    OnnxGraph graph = new OnnxGraph();
    Architecture architecture = Architectures.of(model.manifest());
    OnnxLayers layers = new OnnxLayers(graph, weights(model, architecture));
    String ids = layers.long64(graph.input(TOKENS, DataType.INT32, TEXTS));
    String logits;
    if (architecture instanceof PieceArchitecture pieces) {
      String owners = layers.long64(graph.input(OWNERS, DataType.INT32, TEXTS));
      logits = new OnnxPieceNetwork(layers, pieces).logits(ids, owners);
    } else {
      logits = new OnnxWordNetwork(layers, (WordArchitecture) architecture).logits(ids);
    }
    return file(graph, logits);
  }

  /**
   * A network of word pieces that finds out by itself which pieces are part of one token: those
   * that go on with a word (their names begin with {@code ##}) belong to the one before. That is
   * not quite what our tokenizer says: {@code 4.75} is one token there, and three here.
   *
   * @throws IllegalArgumentException if the network reads words
   */
  public static byte[] fromIdsAlone(ModelDirectory model) {
    if (!(Architectures.of(model.manifest()) instanceof PieceArchitecture architecture)) {
      throw new IllegalArgumentException(
          "The model '" + model.manifest().name() + "' reads words, not word pieces.");
    }
    OnnxGraph graph = new OnnxGraph();
    OnnxLayers layers = new OnnxLayers(graph, weights(model, architecture));
    String ids = graph.input(INPUT_IDS, DataType.INT64, TEXTS);
    return file(
        graph, new OnnxPieceNetwork(layers, architecture).logits(ids, owners(layers, ids, model)));
  }

  /** Counts the beginnings of tokens up to each piece; marks belong to nobody. */
  private static String owners(OnnxLayers layers, String ids, ModelDirectory model) {
    OnnxGraph graph = layers.graph();
    List<String> pieces = model.vocabulary();
    float[] begins = new float[pieces.size()];
    float[] nobody = new float[pieces.size()];
    for (int id = 0; id < begins.length; id++) {
      nobody[id] = MARKS.contains(pieces.get(id)) ? 1 : 0;
      begins[id] = nobody[id] == 1 || pieces.get(id).startsWith("##") ? 0 : 1;
    }
    String count = graph.op("CumSum", look(graph, "piece.begins", begins, ids), graph.integer(1));
    String mark = look(graph, "piece.nobody", nobody, ids);
    String token = graph.op("Sub", count, graph.number(1f));
    // -1 for marks: the count of a mark is taken away.
    String owner = graph.op("Sub", token, graph.op("Mul", mark, count));
    return graph.op("Cast", List.of(attribute("to", DataType.INT64.getNumber())), owner);
  }

  private static String look(OnnxGraph graph, String name, float[] table, String ids) {
    return graph.op(
        "Gather", graph.weight(name, new Weight(new long[] {table.length}, table)), ids);
  }

  private static Map<String, Weight> weights(ModelDirectory model, Architecture architecture) {
    return FrozenWeights.read(model.network().graph(), architecture);
  }

  private static byte[] file(OnnxGraph graph, String logits) {
    return graph.file(logits, LOGITS, "batch", "classes");
  }
}
