package io.github.safr.training;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where training writes. */
final class Directories {

  private Directories() {}

  /** Deletes a directory with all that is in it, if it is there. Links are not followed. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> content = Files.walk(directory)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The same trouble, with its place: a full disk does not say where it is. */
  static FileSystemException at(Path place, IOException e) {
    if (e instanceof FileSystemException told) {
      return told;
    }
    FileSystemException placed =
        new FileSystemException(place.toString(), null, String.valueOf(e.getMessage()));
    placed.initCause(e);
    return placed;
  }
}
