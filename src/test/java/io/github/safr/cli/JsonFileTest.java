package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {

  @TempDir Path folder;

  @Test
  void whoReadsTheOldFileGoesOnReadingIt() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "{}");
    try (var reader = Files.newBufferedReader(file)) {
      JsonFile.write(file, "{\"a\": 1}");
      assertThat(reader.readLine()).as("another file took its place").isEqualTo("{}");
    }
    assertThat(file).hasContent("{\"a\": 1}");
    assertThat(Folders.names(folder)).containsExactly("a.json");
  }

  @Test
  void whatALinkLeadsToIsWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "{}");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    JsonFile.write(link, "[]");
    assertThat(file).hasContent("[]");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void saysThatItCannotBeWritten() {
    assertThatThrownBy(() -> JsonFile.write(folder.resolve("no/a.json"), "[]"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("Choose another file");
  }
}
