package io.github.safr.training;

import io.github.safr.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * A model that is being written. Its files are moved into place when they are complete, {@code
 * model.json} last: so a directory with a {@code model.json} is a whole model.
 */
final class UnfinishedModel {

  private static final String NAME = "unfinished-model";

  private final Path output;
  private final Path unfinished;

  /**
   * @param output directory that the model will be in; it exists
   */
  UnfinishedModel(Path output) {
    this.output = output;
    this.unfinished = output.resolve(NAME);
  }

  /** A new folder to write into; what an earlier run left there is deleted. */
  Path begin() throws IOException {
    delete();
    return Files.createDirectories(unfinished);
  }

  /** Moves the files into place. */
  void publish() throws IOException {
    // An older model's description must not stand beside the new network.
    Files.deleteIfExists(output.resolve(ModelManifest.FILE));
    try (Stream<Path> files = Files.list(unfinished)) {
      for (Path file : files.filter(f -> !f.endsWith(ModelManifest.FILE)).toList()) {
        move(file);
      }
    }
    move(unfinished.resolve(ModelManifest.FILE));
    Files.delete(unfinished);
  }

  private void move(Path file) throws IOException {
    Files.move(file, output.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what is unfinished, if there is any. */
  void delete() throws IOException {
    Directories.delete(unfinished);
  }
}
