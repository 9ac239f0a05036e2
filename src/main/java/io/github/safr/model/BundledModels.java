package io.github.safr.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The models that come with the library, as directories {@code io/github/safr/models/NAME} on the
 * class path. TensorFlow reads from the file system only, so one that is inside a jar is copied to
 * a private temporary directory for as long as it takes to load it.
 */
public final class BundledModels {

  private static final String ROOT = "/io/github/safr/models/";

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
   * Lets an action read a model's directory, which may be gone afterwards.
   *
   * @throws ModelException if there is no bundled model of that name, or it is damaged
   */
  public static <T> T with(String name, Function<ModelDirectory, T> action) {
    if (!names().contains(name)) {
      throw new ModelException(
          "There is no bundled model '" + name + "'. There are: " + String.join(", ", names()));
    }
    URL manifest = BundledModels.class.getResource(ROOT + name + "/" + ModelManifest.FILE);
    if (manifest == null) {
      throw new ModelException(
          "The bundled model '" + name + "' is not in this build. Use a whole safr-uima jar.");
    }
    if (manifest.getProtocol().equals("file")) {
      return action.apply(ModelDirectory.open(fileOf(manifest).resolveSibling("")));
    }
    return withCopy(name, directory -> action.apply(ModelDirectory.open(directory)));
  }

  private static <T> T withCopy(String name, Function<Path, T> action) {
    try {
      // Readable by its owner only, on file systems that know owners.
      Path directory = Files.createTempDirectory("safr-model-");
      try {
        copy(name, ModelManifest.FILE, directory);
        for (String file : ModelManifest.read(directory).files().keySet()) {
          copy(name, file, directory);
        }
        return action.apply(directory);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new ModelException(
          "The bundled model '"
              + name
              + "' could not be unpacked to the temporary directory ("
              + e.getMessage()
              + "). Make room there, or name another with -Djava.io.tmpdir.",
          e);
    }
  }

  private static void copy(String name, String file, Path directory) throws IOException {
    try (InputStream in = BundledModels.class.getResourceAsStream(ROOT + name + "/" + file)) {
      if (in == null) {
        throw new ModelException("The bundled model '" + name + "' lacks " + file + ".");
      }
      Files.copy(in, directory.resolve(file));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> content = Files.walk(directory)) {
      content.sorted(Comparator.reverseOrder()).forEach(BundledModels::deleteQuietly);
    }
  }

  private static void deleteQuietly(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  private static Path fileOf(URL url) {
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException e) {
      throw new ModelException("The class path holds a location that is no URI: " + url, e);
    }
  }
}
