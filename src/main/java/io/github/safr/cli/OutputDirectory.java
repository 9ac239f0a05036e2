package io.github.safr.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks at where a command is going to write, before any long work begins. */
final class OutputDirectory {

  private OutputDirectory() {}

  /**
   * Checks that a directory for a model is new or empty.
   *
   * @param remedy what to do if it is not
   */
  static void checkNew(Path output, String remedy) throws IOException {
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new CommandFailure(
          "Output '" + output + "' is a file. Choose a directory for the model.");
    }
    if (Files.isDirectory(output)) {
      try (Stream<Path> entries = Files.list(output)) {
        if (entries.findAny().isPresent()) {
          throw new CommandFailure("Output directory '" + output + "' is not empty. " + remedy);
        }
      }
    }
  }
}
