package io.github.safr.cli;

import io.github.safr.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file of figures for programs, which is whole or not there. */
final class JsonFile {

  private JsonFile() {}

  /** Writes the file; what is no plain file, as {@code /dev/stdout}, is written into. */
  static void write(Path file, String json) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.writeString(file, json);
      } else {
        AtomicFile.write(
            file,
            AtomicFile.folderOf(file),
            out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "'" + file + "' cannot be written. Choose another file for the JSON.", e);
    }
  }
}
