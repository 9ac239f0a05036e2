package io.github.safr.model;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model on the class path.
 *
 * @param name the model's name
 */
record BundledFiles(String name) implements ModelFiles {

  @Override
  public String place() {
    return BundledModels.ROOT + name;
  }

  @Override
  public String place(String file) {
    return place() + "/" + file;
  }

  @Override
  public byte @Nullable [] read(String file, int limit) {
    try (InputStream in = BundledFiles.class.getResourceAsStream(place(file))) {
      if (in == null) {
        return null;
      }
      byte[] bytes = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw tooLarge(file, limit);
      }
      return bytes;
    } catch (IOException e) {
      throw new ModelException("'" + place(file) + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
