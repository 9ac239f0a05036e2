package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.testing.SigningKey;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivedModelTest {

  @TempDir static Path models;
  private static Path model;

  @TempDir Path folder;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  @BeforeAll
  static void write() {
    model = TinyModel.write(models);
  }

  @BeforeEach
  void read() throws IOException {
    try (Stream<Path> all = Files.list(model)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
  }

  @Test
  void anArchiveIsReadWithItsFolderAndWithout() throws IOException {
    for (String around : List.of("", "tiny/")) {
      Path archive = archive(around);
      try (SafrModel loaded = SafrModel.load(archive.toString(), DeviceChoice.CPU);
          SafrModel direct = SafrModel.load(model, DeviceChoice.CPU)) {
        List<List<String>> units = List.of(List.of("the", "film", "was", "good"));
        assertThat(loaded.classify(units).get(0).probabilities())
            .isEqualTo(direct.classify(units).get(0).probabilities());
      }
    }
  }

  @Test
  void readingOneWritesNothing() throws IOException {
    Path archive = archive("tiny/");
    ModelDirectory.open(archive);
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(archive);
    }
  }

  @Test
  void namesThatLeadElsewhereAreRefused() throws IOException {
    for (String name :
        List.of(
            "../secret",
            "/etc/secret",
            "a/../../secret",
            "..",
            "a\\..\\secret",
            "C:secret",
            "assets/words.txt",
            ".hidden",
            "a\u0000b",
            "x".repeat(101))) {
      files.put(name, new byte[1]);
      assertThatThrownBy(() -> ModelDirectory.open(archive("")))
          .as(name)
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("Put the files of one model directory into it");
      files.remove(name);
    }
    for (String around : List.of("../", "/", "a/b/", "..\\", "./")) {
      assertThatThrownBy(() -> ModelDirectory.open(archive(around)))
          .as(around)
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("Put the files of one model directory into it");
    }
  }

  @Test
  void whatMacOsAddsIsPassedOver() throws IOException {
    files.put(".DS_Store", new byte[1]);
    Path archive = archive("tiny/");
    try (FileSystem zip = FileSystems.newFileSystem(archive)) {
      Files.createDirectories(zip.getPath("__MACOSX/tiny"));
      Files.writeString(zip.getPath("__MACOSX/._tiny"), "x");
      Files.writeString(zip.getPath("__MACOSX/tiny/._model.json"), "x");
      Files.writeString(zip.getPath(".DS_Store"), "x");
    }
    assertThat(ModelDirectory.open(archive).manifest().name()).isEqualTo("tiny");
    try (ArchiveFiles inside = ArchiveFiles.open(archive)) {
      assertThat(inside.read("._model.json", 10)).isNull();
      assertThat(inside.read(".DS_Store", 10)).isNull();
    }
  }

  @Test
  void whatMacOsAddsCountsAsEntries() throws IOException {
    Path archive = archive("");
    try (FileSystem zip = FileSystems.newFileSystem(archive)) {
      Files.createDirectories(zip.getPath("__MACOSX"));
      for (int i = 0; i < 100; i++) {
        Files.writeString(zip.getPath("__MACOSX/._" + i), "x");
      }
    }
    assertThatThrownBy(() -> ModelDirectory.open(archive))
        .hasMessageContaining("more than 100 entries");
  }

  @Test
  void manyEntriesAreRefused() throws IOException {
    for (int i = 0; i < 100; i++) {
      files.put("note" + i, new byte[0]);
    }
    assertThatThrownBy(() -> ModelDirectory.open(archive("")))
        .hasMessageContaining("more than 100 entries");
  }

  /** A hundred MB of zeros, which are a hundred KB here. */
  @Test
  void nothingIsUnpackedFurtherThanItMayBeLarge() throws IOException {
    files.put(ModelManifest.FILE, new byte[100 << 20]);
    Path bomb = archive("");
    assertThat(Files.size(bomb)).isLessThan(1 << 18);
    assertThatThrownBy(() -> ModelDirectory.open(bomb))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model.json' has more than 1,048,576 bytes");
    lieAboutSizes(bomb, 100 << 20);
    assertThatThrownBy(() -> ModelDirectory.open(bomb)).isInstanceOf(ModelException.class);
  }

  /** Every size of that many bytes becomes one of a hundred. */
  private static void lieAboutSizes(Path archive, int size) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    for (int i = 0; i + 4 <= bytes.length; i++) {
      int value =
          bytes[i] & 255
              | (bytes[i + 1] & 255) << 8
              | (bytes[i + 2] & 255) << 16
              | (bytes[i + 3] & 255) << 24;
      if (value == size) {
        bytes[i] = 100;
        Arrays.fill(bytes, i + 1, i + 4, (byte) 0);
      }
    }
    Files.write(archive, bytes);
  }

  @Test
  void damageIsFound() throws IOException {
    Path archive = archive("");
    byte[] whole = Files.readAllBytes(archive);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] changed =
          i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      if (i % 3 > 0) {
        changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(archive, changed);
      try {
        // Times and attributes of files may change: nobody reads them.
        assertThat(ModelDirectory.open(archive).manifest().id()).startsWith("tiny-");
      } catch (ModelException e) {
        assertThat(e.getMessage()).contains(archive.toString());
      }
    }
    Files.writeString(archive, "no archive");
    assertThatThrownBy(() -> ModelDirectory.open(archive))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is no zip archive");
  }

  @Test
  void whatIsMissingOrAlteredIsNamed() throws IOException {
    files.put("vocabulary.txt", "[PAD]\n[UNK]\nother\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ModelDirectory.open(archive("")))
        .hasMessageContaining("model.zip!/vocabulary.txt' is not the one that was trained");
    files.remove("vocabulary.txt");
    assertThatThrownBy(() -> ModelDirectory.open(archive("")))
        .hasMessageContaining("model.zip!/vocabulary.txt' is missing");
    files.clear();
    assertThatThrownBy(() -> ModelDirectory.open(archive("")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has no model.json");
  }

  @Test
  void signaturesAreReadFromItToo() throws IOException {
    SigningKey key = new SigningKey(folder);
    ModelTrust trust = ModelTrust.of(key.file());
    assertThatThrownBy(() -> ModelDirectory.open(archive(""), trust))
        .hasMessageContaining("is not signed");
    key.sign(model);
    files.put(ModelTrust.SIGNATURE, Files.readAllBytes(model.resolve(ModelTrust.SIGNATURE)));
    Files.delete(model.resolve(ModelTrust.SIGNATURE));
    assertThat(ModelDirectory.open(archive(""), trust).manifest().name()).isEqualTo("tiny");
  }

  private Path archive(String around) throws IOException {
    Path archive = folder.resolve("model.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      if (!around.isEmpty()) {
        zip.putNextEntry(new ZipEntry(around));
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(around + file.getKey()));
        zip.write(file.getValue());
      }
    }
    return archive;
  }
}
