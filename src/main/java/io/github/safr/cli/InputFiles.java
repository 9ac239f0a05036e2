package io.github.safr.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at files that a command is going to read, before any long work begins. */
final class InputFiles {

  private InputFiles() {}

  /**
   * Checks that a file is there and may be read.
   *
   * @param what the file is, for the sentence that a person reads
   */
  static void checkReadable(String what, Path file) {
    if (!Files.exists(file)) {
      throw new CommandFailure(what + " '" + file + "' does not exist. Check the path.");
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailure(
          what + " '" + file + "' is a directory. Name a file of lines label<TAB>text.");
    }
    if (!Files.isReadable(file)) {
      throw new CommandFailure(what + " '" + file + "' may not be read. Check its permissions.");
    }
  }
}
