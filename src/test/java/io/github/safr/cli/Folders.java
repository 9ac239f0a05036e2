package io.github.safr.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in a folder and all below it. */
final class Folders {

  private Folders() {}

  /** The files, by their paths below the folder, sorted. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** The files' content, which is text, by their paths below the folder. */
  static SortedMap<String, String> content(Path folder) throws IOException {
    SortedMap<String, String> content = new TreeMap<>();
    for (String name : names(folder)) {
      content.put(name, Files.readString(folder.resolve(name)));
    }
    return content;
  }
}
