package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.safr.testing.ForgedModel;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model directory is checked before TensorFlow reads it")
class ModelDirectoryTest {

  private static final Gson GSON = new Gson();

  @TempDir static Path models;
  private static Path model;

  @TempDir Path folder;
  private Path directory;

  @BeforeAll
  static void make() {
    model = TinyModel.write(models);
  }

  @BeforeEach
  void write() {
    directory = ForgedModel.copy(model, folder);
  }

  @Test
  void aWholeOneOpens() {
    ModelManifest manifest = ModelDirectory.open(directory).manifest();
    assertThat(manifest.id()).matches("tiny-[0-9a-f]{8}");
    assertThat(manifest.files())
        .containsOnlyKeys("saved_model.pb", "vocabulary.txt", "MODEL_CARD.md");
    assertThat(manifest.metrics()).containsKeys("devAccuracy", "devMacroF1");
    assertThat(manifest.training())
        .containsEntry("objective", "corrected")
        .containsEntry("maxTokens", 8L);
  }

  @Test
  void aMissingDirectoryOrFileIsNamed() throws IOException {
    assertRefused(folder.resolve("nowhere"), "nowhere");
    assertRefused(folder, "model.json");
    Files.delete(directory.resolve("vocabulary.txt"));
    assertRefused(directory, "vocabulary.txt");
  }

  @Test
  void alteredAndTruncatedFilesAreRefused() throws IOException {
    for (String name : new String[] {"saved_model.pb", "vocabulary.txt", "MODEL_CARD.md"}) {
      Path file = directory.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      byte[] altered = bytes.clone();
      altered[altered.length / 2] ^= 1;
      Files.write(file, altered);
      assertRefused(directory, name);
      Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
      assertRefused(directory, name);
      Files.write(file, bytes);
    }
    ModelDirectory.open(directory);
  }

  @Test
  void otherFormatsSayWhatToDo() throws IOException {
    edit(json -> json.addProperty("formatVersion", 7));
    assertRefused(directory, "has format 7; this version reads 1 to 3");
  }

  @Test
  void theFirstFormatIsOfWholeWordsAndWindowsSideBySide() throws IOException {
    edit(
        json -> {
          json.addProperty("formatVersion", 1);
          json.remove("tokenizer");
          json.remove("overlap");
        });
    ModelManifest manifest = ModelDirectory.open(directory).manifest();
    assertThat(manifest.tokenizer()).isEqualTo("word");
    assertThat(manifest.overlap()).isZero();
  }

  @Test
  void aTokenizerOfAnotherVersionIsNamed() throws IOException {
    edit(json -> json.addProperty("tokenizer", "sentencepiece"));
    assertRefused(directory, "'sentencepiece'; this version knows word and wordpiece");
  }

  @Test
  void windowsThatAreAllOverlapAreRefused() throws IOException {
    for (int overlap : new int[] {-1, TinyModel.MAX_TOKENS}) {
      edit(json -> json.addProperty("overlap", overlap));
      assertRefused(directory, "out of range");
    }
    edit(json -> json.addProperty("overlap", TinyModel.MAX_TOKENS - 1));
    ModelDirectory.open(directory);
  }

  @Test
  void aTokenizerThatDoesNotFitTheVocabularyIsRefused() throws IOException {
    edit(json -> json.addProperty("tokenizer", "wordpiece"));
    assertThatThrownBy(() -> SafrModel.load(directory, DeviceChoice.CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no vocabulary of word pieces");
  }

  @Test
  void damagedDescriptionsAreRefused() throws IOException {
    Path file = directory.resolve("model.json");
    String whole = Files.readString(file);
    for (String broken : new String[] {"", "{", "[]", "{}", "null", whole.substring(0, 200)}) {
      Files.writeString(file, broken);
      assertThatThrownBy(() -> ModelDirectory.open(directory))
          .as(broken)
          .isInstanceOf(ModelException.class);
    }
    Files.writeString(file, whole);
    for (String field :
        new String[] {"labels", "languages", "files", "name", "maxTokens", "tokenizer"}) {
      edit(json -> json.remove(field));
      assertRefused(directory, "model.json");
      Files.writeString(file, whole);
    }
    edit(json -> json.addProperty("maxTokens", 1 << 30));
    assertRefused(directory, "out of range");
  }

  @Test
  void filesOutsideTheDirectoryAreNotTouched() throws IOException {
    edit(json -> json.getAsJsonObject("files").addProperty("../secret", "00"));
    assertRefused(directory, "outside itself");
  }

  @Test
  void whatCanBeNoFileIsNotLookedFor() throws IOException {
    edit(json -> json.getAsJsonObject("files").addProperty("a\0b", "00"));
    assertRefused(directory, "names a file outside itself, or one that no model has");
  }

  @Test
  void listsWithNothingInThemAreRefused() throws IOException {
    for (String field : new String[] {"labels", "languages", "allocationLayers"}) {
      String whole = Files.readString(directory.resolve("model.json"));
      edit(json -> json.getAsJsonArray(field).add(JsonNull.INSTANCE));
      assertRefused(directory, "out of range");
      Files.writeString(directory.resolve("model.json"), whole);
    }
  }

  @Test
  void foldersThatTensorFlowWouldPreferAreRefused() throws IOException {
    Path decoy = Files.createDirectory(directory.resolve("safr"));
    Files.copy(directory.resolve("saved_model.pb"), decoy.resolve("saved_model.pb"));
    assertRefused(directory, "holds a folder, 'safr'");
  }

  @Test
  void pathsWithDotsAreFine() {
    assertThat(ModelDirectory.open(directory.resolve(".")).manifest().name()).isEqualTo("tiny");
    Path relative = Path.of("").toAbsolutePath().relativize(directory.toAbsolutePath());
    assertThat(Path.of(ModelDirectory.open(relative).place())).isAbsolute();
  }

  @Test
  void labelsThatNoAnnotationCanCarryAreRefused() throws IOException {
    edit(json -> json.getAsJsonArray("labels").set(0, new JsonPrimitive("a\u0001")));
    assertRefused(directory, "out of range");
  }

  @Test
  void aDescriptionOfAnotherNetworkIsFoundWhenTheModelIsLoaded() throws IOException {
    Path file = directory.resolve("model.json");
    String whole = Files.readString(file);
    List<Consumer<JsonObject>> lies =
        List.of(
            json -> json.getAsJsonArray("labels").add("third"),
            json -> json.addProperty("maxTokens", 3 * TinyModel.MAX_TOKENS),
            json -> json.getAsJsonArray("allocationLayers").add(1));
    for (Consumer<JsonObject> lie : lies) {
      edit(lie);
      assertThatThrownBy(() -> SafrModel.load(directory, DeviceChoice.CPU))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("does not fit the network");
      Files.writeString(file, whole);
    }
  }

  @Test
  void aNetworkThatTensorFlowCannotReadIsRefused() throws IOException {
    Path network = directory.resolve("saved_model.pb");
    Files.writeString(network, "no network at all");
    String checksum = Checksums.sha256(network);
    edit(json -> json.getAsJsonObject("files").addProperty("saved_model.pb", checksum));
    assertThatThrownBy(() -> SafrModel.load(directory, DeviceChoice.CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("The network in '" + directory + "' cannot be read.");
  }

  @Test
  void descriptionsThatSayTooMuchAreRefused() throws IOException {
    Path file = directory.resolve("model.json");
    String whole = Files.readString(file);
    String deep = "[".repeat(17) + "]".repeat(17);
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put(whole.replaceFirst("\\{", "{\"name\": \"twice\","), "says something twice");
    changes.put(whole.replaceFirst("\\{", "{\"loader\": \"x\","), "no version before this one had");
    changes.put(
        whole.replaceFirst("\\{", "{\"metrics\": {\"a\": " + deep + "},"), "nested too deep");
    changes.put(whole.replace("\"name\"", "name"), "is damaged");
    changes.put(whole + "{}", "is damaged");
    changes.put("/* ours */" + whole, "is damaged");
    changes.put(whole + " ".repeat(1 << 20), "has more than 1,048,576 bytes");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      Files.writeString(file, change.getKey());
      assertRefused(directory, change.getValue());
    }
    Files.write(file, whole.replace("tiny", "t\u00efny").getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(directory, "It is not UTF-8");
  }

  @Test
  void valuesOutOfRangeAreRefused() throws IOException {
    String whole = Files.readString(directory.resolve("model.json"));
    String[] names = IntStream.range(0, 10_001).mapToObj(i -> "l" + i).toArray(String[]::new);
    List<Consumer<JsonObject>> lies =
        List.of(
            json -> json.add("labels", GSON.toJsonTree(names)),
            json -> json.add("labels", GSON.toJsonTree(List.of("a"))),
            json -> json.add("labels", GSON.toJsonTree(List.of("a", "a"))),
            json -> json.add("labels", GSON.toJsonTree(List.of("a", "b".repeat(1_001)))),
            json -> json.add("labels", GSON.toJsonTree(new String[] {"a", null})),
            json -> json.addProperty("name", "a\nb"),
            json -> json.addProperty("version", ""),
            json -> json.add("languages", GSON.toJsonTree(new String[] {null})),
            json -> json.addProperty("maxTokens", 0),
            json -> json.addProperty("maxTokens", 4097),
            json -> json.add("allocationLayers", GSON.toJsonTree(List.of(-1))),
            json -> json.add("allocationLayers", GSON.toJsonTree(List.of(1, 1))),
            json -> json.add("allocationLayers", GSON.toJsonTree(new Integer[] {null})),
            json -> json.getAsJsonObject("architecture").addProperty("blocks", 1e9),
            json -> json.getAsJsonObject("architecture").addProperty("blocks", "two"));
    for (Consumer<JsonObject> lie : lies) {
      edit(lie);
      assertRefused(directory, "Fields are missing or out of range");
      Files.writeString(directory.resolve("model.json"), whole);
    }
    List<Consumer<JsonObject>> wrongKinds =
        List.of(
            json -> json.addProperty("maxTokens", "many"),
            json -> json.addProperty("maxTokens", 1L << 40),
            json -> json.addProperty("labels", "positive"),
            json -> json.add("name", new JsonObject()),
            json -> json.getAsJsonObject("files").add("vocabulary.txt", new JsonObject()));
    for (Consumer<JsonObject> lie : wrongKinds) {
      edit(lie);
      assertRefused(directory, "is damaged");
      Files.writeString(directory.resolve("model.json"), whole);
    }
  }

  @Test
  void namesThatLeadElsewhereAreRefused() throws IOException {
    String whole = Files.readString(directory.resolve("model.json"));
    for (String name :
        List.of(
            "..",
            ".",
            "",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "C:x",
            "../" + directory.getFileName(),
            ".hidden",
            "a\nb",
            "model.json",
            "x".repeat(101))) {
      edit(json -> json.getAsJsonObject("files").addProperty(name, "00"));
      assertRefused(directory, "names a file outside itself, or one that no model has");
      Files.writeString(directory.resolve("model.json"), whole);
    }
  }

  @Test
  void filesThatAreTooLargeAreNotRead() throws IOException {
    for (String name : List.of("saved_model.pb", "vocabulary.txt")) {
      Path file = directory.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      // No disk is that full: what is not written takes no room.
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(1L << 40);
      }
      assertRefused(directory, name + "' has more than");
      Files.write(file, whole);
    }
  }

  @Test
  void vocabulariesThatAreNoneAreRefused() {
    Map<byte[], String> wrong = new LinkedHashMap<>();
    wrong.put("good\nbad\nfilm\n".getBytes(StandardCharsets.UTF_8), "is no vocabulary");
    wrong.put("[PAD]\n[UNK]\na\na\n".getBytes(StandardCharsets.UTF_8), "line 4 twice");
    wrong.put(new byte[] {(byte) 0xc3, '\n'}, "is not UTF-8");
    wrong.put("\n".repeat(2_000_001).getBytes(StandardCharsets.UTF_8), "more than 2,000,000 lines");
    wrong.forEach(
        (bytes, reason) -> {
          ForgedModel.setFile(directory, "vocabulary.txt", bytes);
          assertThatThrownBy(() -> ModelDirectory.open(directory).encoder())
              .isInstanceOf(ModelException.class)
              .hasMessageContaining("vocabulary.txt")
              .hasMessageContaining(reason);
        });
  }

  /** What was checked is what is used, whatever becomes of the files meanwhile. */
  @Test
  void filesThatAreExchangedAfterTheyWereCheckedAreNotRead() throws IOException {
    ModelDirectory checked = ModelDirectory.open(directory);
    List<List<String>> units = List.of(List.of("the", "film", "was", "good"));
    for (String name : List.of("saved_model.pb", "vocabulary.txt", "model.json", "MODEL_CARD.md")) {
      Files.writeString(directory.resolve(name), "something else");
    }
    try (SafrModel loaded = SafrModel.load(checked, DeviceChoice.CPU);
        NetworkInspector inspector = NetworkInspector.load(checked, DeviceChoice.CPU);
        SafrModel whole = SafrModel.load(model, DeviceChoice.CPU)) {
      double[] expected = whole.classify(units).get(0).probabilities();
      assertThat(loaded.classify(units).get(0).probabilities()).isEqualTo(expected);
      assertThat(inspector.classify(units).get(0)).containsExactly(expected, within(1e-6));
    }
    assertThat(checked.card()).hasValueSatisfying(card -> assertThat(card).startsWith("# tiny"));
  }

  @Test
  void filesThatNobodyVouchesForAreNotUsed() throws IOException {
    edit(json -> json.getAsJsonObject("files").remove("saved_model.pb"));
    assertRefused(directory, "does not vouch for saved_model.pb");
  }

  private void edit(Consumer<JsonObject> change) throws IOException {
    Path file = directory.resolve("model.json");
    JsonObject json = GSON.fromJson(Files.readString(file), JsonObject.class);
    change.accept(json);
    Files.writeString(file, json.toString());
  }

  private static void assertRefused(Path directory, String reason) {
    assertThatThrownBy(() -> ModelDirectory.open(directory))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(reason);
  }
}
