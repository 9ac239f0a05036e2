package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.safr.model.Checksums;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** A real network in which TensorFlow fails on one word, in batches with other documents. */
@Timeout(120)
class FailingNetworkTest {

  private static final int TEXTS = 60;
  private static final List<Integer> AT_FAULT = List.of(110, 120, 121, 140);
  private static final String WORD = "bad";

  @TempDir Path folder;

  @Test
  void aBatchThatFailsCostsTheDocumentThatIsAtFaultOnly() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int i = 100; i < 100 + TEXTS; i++) {
      Files.writeString(in.resolve(i + ".txt"), text(i, "good"));
    }
    Path model = poisoned(TinyModel.write(folder));
    SortedMap<String, String> clean = annotate(in, "clean", model, 0);

    for (int number : AT_FAULT) {
      Files.writeString(in.resolve(number + ".txt"), text(number, WORD));
    }
    SortedMap<String, String> beside = annotate(in, "beside", model, AT_FAULT.size());
    for (int number : AT_FAULT) {
      assertThat(clean.remove(number + ".txt.xmi")).isNotNull();
    }
    assertThat(withoutDecimals(beside)).isEqualTo(withoutDecimals(clean));
  }

  /** Which documents share a batch moves the last decimals. */
  private static SortedMap<String, String> withoutDecimals(SortedMap<String, String> files) {
    files.keySet().removeIf(name -> !name.endsWith(".xmi"));
    files.replaceAll((name, xmi) -> xmi.replaceAll("\\d+\\.\\d+(E-?\\d+)?", "n"));
    return files;
  }

  private SortedMap<String, String> annotate(Path in, String name, Path model, int failing)
      throws IOException {
    Path out = folder.resolve(name);
    CommandRun run =
        CommandRun.with(
            new SafrPipelines(),
            "annotate",
            "--no-explain",
            "--threads",
            16,
            "--device",
            "cpu",
            "--model",
            model,
            "--input",
            in,
            "--output",
            out);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(failing == 0 ? 0 : 3);
    assertThat(run.err().lines().filter(line -> line.contains(" skipped: "))).hasSize(failing);
    assertThat(run.out()).hasLineCount(TEXTS - failing);
    return Folders.content(out);
  }

  private static String text(int number, String word) {
    return "The film was good, number %d. I liked it. Not very %s.".formatted(number, word);
  }

  /**
   * Makes TensorFlow look every token up in a list of numbers, in which the word's is that of no
   * word: the embedding fails with it, by operations that every network has.
   */
  private static Path poisoned(Path model) throws IOException {
    List<String> words = Files.readAllLines(model.resolve("vocabulary.txt"));
    Path network = model.resolve("saved_model.pb");
    SavedModel.Builder saved = SavedModel.parseFrom(Files.readAllBytes(network)).toBuilder();
    GraphDef.Builder graph = saved.getMetaGraphsBuilder(0).getGraphDefBuilder();
    for (NodeDef.Builder node : graph.getNodeBuilderList()) {
      for (int i = 0; i < node.getInputCount(); i++) {
        if (node.getInput(i).equals("tokens")) {
          node.setInput(i, "numbered");
        }
      }
    }
    AttrValue int32 = AttrValue.newBuilder().setType(DataType.DT_INT32).build();
    List<Integer> numbers =
        IntStream.range(0, words.size())
            .mapToObj(id -> words.get(id).equals(WORD) ? words.size() + 1000 : id)
            .toList();
    TensorShapeProto all =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dim.newBuilder().setSize(words.size()))
            .build();
    graph.addNode(constant("numbers", numbers, all));
    graph.addNode(constant("firstAxis", List.of(0), TensorShapeProto.getDefaultInstance()));
    graph.addNode(
        NodeDef.newBuilder()
            .setName("numbered")
            .setOp("GatherV2")
            .addInput("numbers")
            .addInput("tokens")
            .addInput("firstAxis")
            .putAttr("Tparams", int32)
            .putAttr("Tindices", int32)
            .putAttr("Taxis", int32)
            .putAttr("batch_dims", AttrValue.newBuilder().setI(0).build()));
    Files.write(network, saved.build().toByteArray());

    Path file = model.resolve("model.json");
    Gson gson = new Gson();
    JsonObject manifest = gson.fromJson(Files.readString(file), JsonObject.class);
    manifest.getAsJsonObject("files").addProperty("saved_model.pb", Checksums.sha256(network));
    Files.writeString(file, gson.toJson(manifest));
    return model;
  }

  private static NodeDef constant(String name, List<Integer> values, TensorShapeProto shape) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_INT32).build())
        .putAttr(
            "value",
            AttrValue.newBuilder()
                .setTensor(
                    TensorProto.newBuilder()
                        .setDtype(DataType.DT_INT32)
                        .setTensorShape(shape)
                        .addAllIntVal(values))
                .build())
        .build();
  }
}
