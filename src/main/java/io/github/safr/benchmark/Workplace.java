package io.github.safr.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files that a benchmark needs; gone when it is closed. */
final class Workplace implements AutoCloseable {

  private final Path folder;

  Workplace() throws IOException {
    folder = Files.createTempDirectory("safr-benchmark");
  }

  /** A folder in it. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /** Writes documents, one file each. */
  Path documents(String name, List<String> texts) throws IOException {
    Path documents = folder(name);
    for (int i = 0; i < texts.size(); i++) {
      Files.writeString(documents.resolve("%06d.txt".formatted(i)), texts.get(i));
    }
    return documents;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Workplace::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
