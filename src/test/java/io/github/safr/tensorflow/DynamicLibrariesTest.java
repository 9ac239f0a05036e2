package io.github.safr.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DynamicLibrariesTest {

  @Test
  void opensWhatTheSystemFinds() {
    assertThat(DynamicLibraries.open("libc.so.6")).isEmpty();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(DynamicLibraries.open("libno-such-thing.so.9"))
        .hasValueSatisfying(
            reason -> assertThat(reason).startsWith("libno-such-thing.so.9: cannot open"));
  }

  /** What cannot be opened costs a warning; TensorFlow then does without a card. */
  @Test
  void aDamagedLibraryOfAFolderIsPassedOver(@TempDir Path folder) throws IOException {
    Path damaged = Files.writeString(folder.resolve("libcudnn.so.8"), "not a library");
    CudaLibraries.openAll(folder.toFile());
    assertThat(DynamicLibraries.open(damaged.toString())).isNotEmpty();
  }
}
