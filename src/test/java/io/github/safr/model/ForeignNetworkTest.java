package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.github.safr.network.Objective;
import io.github.safr.testing.ForgedModel;
import io.github.safr.testing.PieceModel;
import io.github.safr.testing.RandomModel;
import io.github.safr.testing.TinyModel;
import io.github.safr.training.AttributionJob;
import io.github.safr.training.AttributionSettings;
import io.github.safr.training.TrainingListener;
import io.github.safr.uima.SafrPipeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

@DisplayName("A network whose checksum is right, but that can do what no network of ours can,")
class ForeignNetworkTest {

  @TempDir static Path models;
  private static Path whole;

  @TempDir Path folder;

  @BeforeAll
  static void write() {
    whole = TinyModel.write(models);
  }

  private record Change(String name, UnaryOperator<MetaGraphDef.Builder> change) {
    static Change ofGraph(String name, Consumer<GraphDef.Builder> change) {
      return new Change(
          name,
          meta -> {
            change.accept(meta.getGraphDefBuilder());
            return meta;
          });
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Files, Python, other processes, data sets, state, functions, the log: whatever is not sums. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ReadFile",
        "WriteFile",
        "MatchingFiles",
        "RestoreV2",
        "Restore",
        "RestoreSlice",
        "SaveV2",
        "Save",
        "MergeV2Checkpoints",
        "WholeFileReaderV2",
        "PyFunc",
        "PyFuncStateless",
        "EagerPyFunc",
        "_Send",
        "_Recv",
        "_HostSend",
        "CollectiveReduceV2",
        "DebugNumericSummaryV2",
        "TextLineDataset",
        "TFRecordDataset",
        "DataServiceDatasetV4",
        "IteratorV2",
        "VarHandleOp",
        "ReadVariableOp",
        "VariableV2",
        "HashTableV2",
        "InitializeTableFromTextFileV2",
        "PartitionedCall",
        "StatefulPartitionedCall",
        "RemoteCall",
        "SymbolicGradient",
        "While",
        "StatelessWhile",
        "If",
        "Case",
        "For",
        "MapDefun",
        "Enter",
        "Merge",
        "Switch",
        "PrintV2",
        "Print",
        "LogicalAnd",
        "Assert",
        "Abort",
        "XlaLaunch",
        "TPUExecute",
        "TfLiteSubgraphExecute",
        "CreateSummaryFileWriter",
        "FileSystemSetConfiguration",
        "LoadLibrary"
      })
  void doesNotLoadWithTheOperation(String operation) {
    Path model = changed(Change.ofGraph(operation, graph -> graph.addNode(node(operation))));
    assertForeign(() -> ModelDirectory.open(model).network());
  }

  static Stream<Change> changes() {
    FunctionDef.Builder reader = function("reader", node("ReadFile"));
    FunctionDef.Builder caller = function("caller", call("PartitionedCall", "reader"));
    return Stream.of(
        Change.ofGraph("an operation of no name", graph -> graph.addNode(node(""))),
        Change.ofGraph("an odd operation", graph -> graph.addNode(node("Add\nthe model is fine"))),
        Change.ofGraph("a function", graph -> graph.getLibraryBuilder().addFunction(reader)),
        Change.ofGraph(
            "functions in functions",
            graph ->
                graph
                    .addNode(call("Identity", "caller"))
                    .getLibraryBuilder()
                    .addFunction(reader)
                    .addFunction(caller)),
        Change.ofGraph(
            "a function that does nothing",
            graph -> graph.getLibraryBuilder().addFunction(function("nothing", node("Identity")))),
        Change.ofGraph(
            "a gradient",
            graph -> graph.getLibraryBuilder().addGradientBuilder().setFunctionName("f")),
        Change.ofGraph("the name of a function", graph -> graph.addNode(call("Identity", "f"))),
        Change.ofGraph(
            "a list",
            with(AttrValue.newBuilder().setList(AttrValue.ListValue.newBuilder().addI(1)))),
        Change.ofGraph("a placeholder", with(AttrValue.newBuilder().setPlaceholder("f"))),
        Change.ofGraph("strings", with(AttrValue.newBuilder().setType(DataType.DT_STRING))),
        Change.ofGraph("resources", with(AttrValue.newBuilder().setType(DataType.DT_RESOURCE))),
        Change.ofGraph("variants", with(AttrValue.newBuilder().setType(DataType.DT_VARIANT))),
        Change.ofGraph("unknown types", with(AttrValue.newBuilder().setTypeValue(4711))),
        Change.ofGraph("great numbers", with(AttrValue.newBuilder().setI(1L << 40))),
        Change.ofGraph("the least number", with(AttrValue.newBuilder().setI(Long.MIN_VALUE))),
        Change.ofGraph(
            "an order to the compiler",
            graph ->
                graph.addNode(
                    node("Identity")
                        .putAttr("_XlaMustCompile", AttrValue.newBuilder().setB(true).build()))),
        Change.ofGraph("a device", graph -> graph.addNode(node("Const").setDevice("/job:other"))),
        Change.ofGraph("a path of strings", graph -> graph.addNode(text("path", "/etc/passwd"))),
        Change.ofGraph("a vast constant", graph -> graph.addNode(constant(1L << 31, 1L << 31))),
        Change.ofGraph("a constant of 4 GB", graph -> graph.addNode(constant(1L << 30))),
        Change.ofGraph("a constant of less than none", graph -> graph.addNode(constant(-1))),
        Change.ofGraph("a short constant", graph -> graph.addNode(content(new byte[7], 2))),
        Change.ofGraph("a long constant", graph -> graph.addNode(content(new byte[9], 2))),
        Change.ofGraph(
            "a constant of nine dimensions",
            graph -> graph.addNode(content(new byte[4], 1, 1, 1, 1, 1, 1, 1, 1, 1))),
        Change.ofGraph("two nodes of a name", graph -> graph.addNode(graph.getNode(0))),
        Change.ofGraph("a nameless node", graph -> graph.addNode(node("Identity").clearName())),
        Change.ofGraph("no input", graph -> graph.addNode(node("Identity").addInput("nowhere"))),
        Change.ofGraph(
            "an output too many",
            graph -> graph.addNode(node("Identity").addInput(graph.getNode(0).getName() + ":1"))),
        Change.ofGraph(
            "an order of nodes",
            graph -> graph.addNode(node("Identity").addInput("^" + graph.getNode(0).getName()))),
        Change.ofGraph(
            "a node of itself", graph -> graph.addNode(node("Identity").addInput("new"))),
        Change.ofGraph(
            "a circle",
            graph ->
                graph
                    .addNode(node("Identity").addInput("other"))
                    .addNode(node("Identity").setName("other").addInput("new"))),
        Change.ofGraph("an order that names a dimension below none", order(1, 0, -1)),
        Change.ofGraph("an order that names a dimension too many", order(1, 0, 3)),
        Change.ofGraph("an order that names a dimension twice", order(1, 0, 1)),
        Change.ofGraph(
            "an order that is computed",
            graph -> graph.addNode(node("Transpose").addInput("tokens").addInput("tokens"))),
        Change.ofGraph("dimensions by a constant", reshaped(integers(1, 300))),
        Change.ofGraph(
            "dimensions by shapes in a row",
            reshaped(
                node("ConcatV2")
                    .addAllInput(Collections.nCopies(40, "shape"))
                    .addInput("zero")
                    .putAttr("N", number(40)))),
        Change.ofGraph(
            "dimensions by a vector of packed numbers",
            reshaped(node("Pack").addAllInput(Collections.nCopies(300, "zero")))),
        Change.ofGraph(
            "dimensions by a range",
            reshaped(node("Range").addInput("zero").addInput("zero").addInput("zero"))),
        Change.ofGraph("dimensions by what is fed", reshaped(node("Neg").addInput("tokens"))),
        Change.ofGraph(
            "dimensions by all of a slice",
            reshaped(node("Slice").addInput("tokens").addInput("zero").addInput("minus"))),
        Change.ofGraph("dimensions that are added", chain(300, "ExpandDims", "zero")),
        Change.ofGraph("dimensions by packing", chain(300, "Pack")),
        Change.ofGraph("dimensions by one of many", chain(300, "OneHot", "zero", "zero", "zero")),
        Change.ofGraph("dimensions by choice", chain(50, "GatherV2", "eight", "zero")),
        Change.ofGraph(
            "dimensions of a slice",
            graph -> {
              bricks(graph);
              graph
                  .addNode(integers(0, 300).setName("many"))
                  .addNode(node("Slice").addInput("tokens").addInput("many").addInput("many"));
            }),
        Change.ofGraph("dimensions of too many batches", with("GatherV2", "batch_dims", 9)),
        Change.ofGraph("dimensions of no batches", with("GatherV2", "batch_dims", -1)),
        Change.ofGraph("an axis too far", with("Pack", "axis", 9)),
        Change.ofGraph("an axis too far back", with("Pack", "axis", -9)),
        Change.ofGraph("inputs less than none", with("Pack", "N", -1)),
        Change.ofGraph("too many inputs", with("Pack", "N", 1001)),
        Change.ofGraph(
            "too many nodes",
            graph -> {
              for (int i = 0; i < 20_001; i++) {
                graph.addNode(content(new byte[4]).setName("n" + i));
              }
            }),
        new Change(
            "an initialiser by signature",
            meta ->
                meta.putSignatureDef("__saved_model_init_op", SignatureDef.newBuilder().build())),
        new Change("a main operation", collection("saved_model_main_op")),
        new Change("an initialiser", collection("legacy_init_op")),
        new Change("initialisers of tables", collection("table_initializer")),
        new Change("an asset", meta -> meta.addAssetFileDef(assetOf("../../secret"))),
        new Change(
            "variables",
            meta -> {
              meta.getSaverDefBuilder().setRestoreOpName("save/restore_all");
              return meta;
            }),
        new Change(
            "objects",
            meta -> {
              meta.getObjectGraphDefBuilder();
              return meta;
            }),
        new Change("an output of nothing", output("nowhere:0")),
        new Change("an output too far", output("tokens:1")),
        new Change("an output of no number", output("tokens:-1")),
        new Change(
            "an input that is none",
            signature(s -> s.putInputs("tokens", s.getOutputsOrThrow("logits")))),
        new Change(
            "another input", signature(s -> s.putInputs("file", s.getInputsOrThrow("tokens")))),
        new Change(
            "defaults of inputs",
            signature(s -> s.putDefaults("tokens", TensorProto.newBuilder().build()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void doesNotLoadWith(Change change) {
    Path model = changed(change);
    assertForeign(() -> ModelDirectory.open(model).network());
  }

  @Test
  void doesNotLoadByAnyDoor() throws IOException {
    Path secret = folder.resolve("secret");
    Path model = writing(secret);
    Path texts = Files.writeString(folder.resolve("texts.tsv"), "positive\tgood\n");
    AttributionSettings settings = new AttributionSettings(1, 1, 1);
    AttributionJob attribution =
        new AttributionJob(
            model.toString(),
            ModelTrust.ANYBODY,
            List.of(texts),
            settings,
            null,
            folder.resolve("attributed"));
    String location = model.toString();
    List<ThrowingCallable> doors =
        List.of(
            () -> SafrModel.load(location, DeviceChoice.CPU),
            () -> SafrModel.load(model, DeviceChoice.AUTO),
            () -> NetworkInspector.load(location, DeviceChoice.CPU),
            () -> BareEngine.of(location, DeviceChoice.CPU, List.of(List.of("good"))),
            () -> attribution.run(new TrainingListener() {}),
            () ->
                UIMAFramework.produceAnalysisEngine(
                    SafrPipeline.withModel(location).device("cpu").description()));
    for (ThrowingCallable door : doors) {
      assertThatThrownBy(door)
          .hasStackTraceContaining("is none that safr-uima made: it has the operation ");
    }
    assertThat(secret).doesNotExist();
  }

  /** What the check is for: this is what TensorFlow does with such a graph. */
  @Test
  void wouldDoWhatItLikes() throws IOException {
    Path secret = folder.resolve("secret");
    Path model = writing(secret);
    try (Graph graph = new Graph()) {
      graph.importGraphDef(ForgedModel.network(model).getMetaGraphs(0).getGraphDef());
      try (Session session = new Session(graph)) {
        session.runner().addTarget("new").run().close();
      }
    }
    assertThat(secret).hasContent("was here");
  }

  @Test
  void isRefusedForFieldsThatJavaDoesNotKnow() {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(4711, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    for (UnaryOperator<MetaGraphDef.Builder> change :
        List.<UnaryOperator<MetaGraphDef.Builder>>of(
            meta -> meta.setUnknownFields(unknown),
            meta -> {
              meta.getGraphDefBuilder().getNodeBuilder(0).setUnknownFields(unknown);
              return meta;
            })) {
      Path model = changed(new Change("", change));
      assertThatThrownBy(() -> ModelDirectory.open(model).network())
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("fields that are not known");
    }
  }

  /** Four million empty nodes would fit into 8 MB of file, and take 400 MB of memory. */
  @Test
  void isRefusedForTooManyFieldsBeforeAnythingIsMadeOfThem() {
    byte[] nodes = new byte[8 << 20];
    for (int i = 0; i < nodes.length; i += 2) {
      nodes[i] = 0x0a;
    }
    Path model = ForgedModel.copy(whole, folder);
    ByteString graph = bytesField(2, ByteString.copyFrom(nodes));
    ForgedModel.setNetwork(model, bytesField(2, graph).toByteArray());
    assertThatThrownBy(() -> ModelDirectory.open(model).network())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("too many fields");
  }

  @Test
  void isRefusedForBeingNestedDeep() {
    AttrValue value = AttrValue.newBuilder().setI(1).build();
    for (int i = 0; i < 8; i++) {
      NameAttrList function = NameAttrList.newBuilder().putAttr("f", value).build();
      value = AttrValue.newBuilder().setFunc(function).build();
    }
    AttrValue deep = value;
    Path model =
        changed(Change.ofGraph("", graph -> graph.addNode(node("Identity").putAttr("f", deep))));
    assertThatThrownBy(() -> ModelDirectory.open(model).network())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nested too deep");
  }

  @Test
  void isRefusedForASecondGraph() {
    SavedModel network = ForgedModel.network(whole);
    Path model = ForgedModel.copy(whole, folder);
    ForgedModel.setNetwork(
        model, network.toBuilder().addMetaGraphs(network.getMetaGraphs(0)).build().toByteArray());
    assertForeign(() -> ModelDirectory.open(model).network());
  }

  /**
   * All kinds that training makes; the bundled ones have a head that says what tokens contribute.
   */
  @Test
  void isAnyThatHasMoreThanOurs() {
    Set<String> operations = new TreeSet<>();
    Set<DataType> types = new TreeSet<>();
    List<String> labels = List.of("for", "against", "neither");
    List<String> locations =
        Stream.concat(
                BundledModels.names().stream(),
                Stream.of(
                        whole,
                        TinyModel.write(models, Objective.NONE, labels),
                        RandomModel.ofPieces(models),
                        RandomModel.ofWords(models, true))
                    .map(Path::toString))
            .toList();
    for (String location : locations) {
      collect(ModelDirectory.with(location, ModelDirectory::network), operations, types);
    }
    assertThat(NetworkNodes.OPERATIONS).containsExactlyInAnyOrderElementsOf(operations);
    assertThat(NetworkNodes.TYPES.keySet()).containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void isNoneOfAnEarlierFormat() {
    Path earlier = PieceModel.write(folder);
    assertThat(ModelDirectory.open(earlier).network().graph().getNodeList()).isNotEmpty();
  }

  private static void collect(CheckedNetwork network, Set<String> operations, Set<DataType> types) {
    for (NodeDef node : network.graph().getNodeList()) {
      operations.add(node.getOp());
      node.getAttrMap().values().stream()
          .filter(value -> value.getValueCase() == AttrValue.ValueCase.TYPE)
          .forEach(value -> types.add(value.getType()));
    }
  }

  /** The other side of the refusals: the bricks alone, and short chains, are fine. */
  @Test
  void isNoneThatHasAFewMoreDimensions() {
    for (Consumer<GraphDef.Builder> change :
        List.<Consumer<GraphDef.Builder>>of(
            ForeignNetworkTest::bricks,
            reshaped(integers(1, 8)),
            reshaped(node("ConcatV2").addInput("shape").addInput("shape").addInput("zero")),
            chain(5, "ExpandDims", "zero"),
            chain(2, "GatherV2", "eight", "zero"),
            with("GatherV2", "batch_dims", 8),
            with("Pack", "axis", -8))) {
      Path model = changed(Change.ofGraph("", change));
      assertThat(ModelDirectory.open(model).network().graph().getNodeList()).isNotEmpty();
    }
  }

  private Path changed(Change change) {
    Path model = ForgedModel.copy(whole, folder);
    ForgedModel.changeMeta(model, change.change());
    return model;
  }

  private Path writing(Path target) {
    return changed(
        Change.ofGraph(
            "",
            graph ->
                graph
                    .addNode(text("path", target.toString()))
                    .addNode(text("text", "was here"))
                    .addNode(node("WriteFile").addInput("path").addInput("text"))));
  }

  private static void assertForeign(ThrowingCallable loading) {
    assertThatThrownBy(loading)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is none that safr-uima made")
        .hasMessageEndingWith("Do not use it.")
        .message()
        .doesNotContain("\n");
  }

  private static NodeDef.Builder node(String operation) {
    return NodeDef.newBuilder().setName("new").setOp(operation);
  }

  private static NodeDef.Builder call(String operation, String function) {
    return node(operation)
        .putAttr(
            "f",
            AttrValue.newBuilder().setFunc(NameAttrList.newBuilder().setName(function)).build());
  }

  private static FunctionDef.Builder function(String name, NodeDef.Builder node) {
    return FunctionDef.newBuilder().setSignature(OpDef.newBuilder().setName(name)).addNodeDef(node);
  }

  private static Consumer<GraphDef.Builder> with(AttrValue.Builder value) {
    return graph -> graph.addNode(node("Identity").putAttr("T", value.build()));
  }

  private static Consumer<GraphDef.Builder> with(String operation, String attribute, int value) {
    return graph -> graph.addNode(node(operation).putAttr(attribute, number(value)));
  }

  private static AttrValue number(int value) {
    return AttrValue.newBuilder().setI(value).build();
  }

  /** What the rest is made of. */
  private static void bricks(GraphDef.Builder graph) {
    TensorProto.Builder one = TensorProto.newBuilder().setDtype(DataType.DT_INT32).addIntVal(0);
    graph
        .addNode(constant(one).setName("zero"))
        .addNode(integers(-1, 1).setName("minus"))
        .addNode(constant(one, 1, 1, 1, 1, 1, 1, 1, 1).setName("eight"))
        .addNode(node("Shape").setName("shape").addInput("eight"));
  }

  private static NodeDef.Builder integers(int value, int count) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDtype(DataType.DT_INT32);
    tensor.addAllIntVal(Collections.nCopies(count, value));
    return constant(tensor, count);
  }

  private static Consumer<GraphDef.Builder> reshaped(NodeDef.Builder shape) {
    return graph -> {
      bricks(graph);
      graph
          .addNode(shape.setName("into"))
          .addNode(node("Reshape").addInput("tokens").addInput("into"));
    };
  }

  private static Consumer<GraphDef.Builder> chain(int links, String operation, String... inputs) {
    return graph -> {
      bricks(graph);
      String last = "tokens";
      for (int i = 0; i < links; i++) {
        NodeDef.Builder link = node(operation).setName("link" + i).addInput(last);
        graph.addNode(link.addAllInput(List.of(inputs)));
        last = link.getName();
      }
    };
  }

  private static NodeDef.Builder constant(TensorProto.Builder tensor, long... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    Arrays.stream(shape).forEach(size -> dimensions.addDimBuilder().setSize(size));
    return node("Const")
        .putAttr("dtype", AttrValue.newBuilder().setType(tensor.getDtype()).build())
        .putAttr(
            "value", AttrValue.newBuilder().setTensor(tensor.setTensorShape(dimensions)).build());
  }

  /** One value, for however many there are to be. */
  private static NodeDef.Builder constant(long... shape) {
    return constant(TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).addFloatVal(1), shape);
  }

  private static NodeDef.Builder content(byte[] bytes, long... shape) {
    return constant(
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorContent(ByteString.copyFrom(bytes)),
        shape);
  }

  private static Consumer<GraphDef.Builder> order(int... dimensions) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDtype(DataType.DT_INT32);
    ByteBuffer content =
        ByteBuffer.allocate(Integer.BYTES * dimensions.length).order(ByteOrder.LITTLE_ENDIAN);
    content.asIntBuffer().put(dimensions);
    tensor.setTensorContent(ByteString.copyFrom(content));
    return graph ->
        graph
            .addNode(constant(tensor, dimensions.length).setName("order"))
            .addNode(node("Transpose").addInput("tokens").addInput("order"));
  }

  private static NodeDef.Builder text(String name, String text) {
    return constant(
            TensorProto.newBuilder()
                .setDtype(DataType.DT_STRING)
                .addStringVal(ByteString.copyFromUtf8(text)))
        .setName(name);
  }

  private static UnaryOperator<MetaGraphDef.Builder> collection(String name) {
    CollectionDef.NodeList.Builder nodes = CollectionDef.NodeList.newBuilder().addValue("tokens");
    return meta ->
        meta.putCollectionDef(name, CollectionDef.newBuilder().setNodeList(nodes).build());
  }

  private static AssetFileDef assetOf(String file) {
    return AssetFileDef.newBuilder()
        .setFilename(file)
        .setTensorInfo(TensorInfo.newBuilder().setName("tokens:0"))
        .build();
  }

  private static UnaryOperator<MetaGraphDef.Builder> signature(
      UnaryOperator<SignatureDef.Builder> change) {
    return meta ->
        meta.putSignatureDef(
            "explain", change.apply(meta.getSignatureDefOrThrow("explain").toBuilder()).build());
  }

  private static UnaryOperator<MetaGraphDef.Builder> output(String name) {
    return signature(
        s ->
            s.putOutputs(
                "logits", s.getOutputsOrThrow("logits").toBuilder().setName(name).build()));
  }

  private static ByteString bytesField(int number, ByteString content) {
    return UnknownFieldSet.newBuilder()
        .addField(number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(content).build())
        .build()
        .toByteString();
  }
}
