package io.github.safr.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * The models that come with the library, as directories {@code io/github/safr/models/NAME} on the
 * class path.
 */
public final class BundledModels {

  static final String ROOT = "/io/github/safr/models/";

  private BundledModels() {}

  /** Their names, the default first. */
  public static List<String> names() {
    try (InputStream index = BundledModels.class.getResourceAsStream(ROOT + "models.txt")) {
      if (index == null) {
        return List.of();
      }
      return new String(index.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets an action read a model.
   *
   * @throws ModelException if there is no bundled model of that name, or it is damaged
   */
  public static <T> T with(String name, Function<ModelDirectory, T> action) {
    return action.apply(ModelDirectory.read(files(name), ModelTrust.ANYBODY));
  }

  /** The files of a model that the index names. */
  static ModelFiles files(String name) {
    if (!names().contains(name)) {
      throw new ModelException(
          "There is no bundled model '" + name + "'. There are: " + String.join(", ", names()));
    }
    if (BundledModels.class.getResource(ROOT + name + "/" + ModelManifest.FILE) == null) {
      throw new ModelException(
          "The bundled model '" + name + "' is not in this build. Use a whole safr-uima jar.");
    }
    return new BundledFiles(name);
  }
}
