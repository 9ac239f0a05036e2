package io.github.safr.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model directory.
 *
 * @param folder the directory, absolute
 */
record FolderFiles(Path folder) implements ModelFiles {

  /** The files of a directory, which may have any path. */
  static FolderFiles of(Path path) {
    return new FolderFiles(path.toAbsolutePath().normalize());
  }

  /**
   * Refuses what is no part of a model: folders, out of which others would read what nobody vouches
   * for.
   *
   * @throws ModelException if there is one
   */
  void refuseFolders() {
    try (Stream<Path> content = Files.list(folder)) {
      content
          .filter(Files::isDirectory)
          .findAny()
          .ifPresent(
              inner -> {
                throw new ModelException(
                    "Model directory '"
                        + folder
                        + "' holds a folder, '"
                        + inner.getFileName()
                        + "', that is no part of a model. Remove it, or copy the model again.");
              });
    } catch (IOException e) {
      throw new ModelException("'" + folder + "' cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public String place(String name) {
    return folder.resolve(name).toString();
  }

  @Override
  public byte @Nullable [] read(String name, int limit) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        return null;
      }
      // Links are followed, as stores of many models have them, but not out of the directory.
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw new ModelException(
            "'" + file + "' is a link to a file outside of the model directory. Copy the file.");
      }
      // A pipe would be waited for, and a device may never end.
      if (!Files.isRegularFile(file)) {
        throw new ModelException("'" + file + "' is not a file. Copy the model again.");
      }
      long size = Files.size(file);
      if (size > limit) {
        throw tooLarge(name, limit);
      }
      byte[] bytes = new byte[(int) size];
      try (InputStream in = Files.newInputStream(file)) {
        if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
          throw new ModelException("'" + file + "' changes while it is read. Load it again later.");
        }
      }
      return bytes;
    } catch (IOException e) {
      throw new ModelException("'" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
