package io.github.safr.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A model on disk: {@code saved_model.pb} (the frozen network), {@code vocabulary.txt}, {@code
 * model.json} and {@code MODEL_CARD.md}. Opening one checks format and checksums before anything
 * else reads a byte of it.
 *
 * @param path the directory, absolute
 * @param manifest what it says of itself
 */
public record ModelDirectory(Path path, ModelManifest manifest) {

  /** The frozen network. */
  public static final String NETWORK = "saved_model.pb";

  /** The words or word pieces that it knows. */
  public static final String VOCABULARY = "vocabulary.txt";

  /** What people should know of it. */
  public static final String CARD = "MODEL_CARD.md";

  /**
   * Opens a model directory.
   *
   * @throws ModelException if it is missing, incomplete, altered, or of a format that is not ours
   */
  public static ModelDirectory open(Path path) {
    if (!Files.isDirectory(path)) {
      throw new ModelException(
          "There is no model directory '"
              + path
              + "'. Check the path, or name a bundled model: "
              + String.join(", ", BundledModels.names())
              + ".");
    }
    ModelManifest manifest = ModelManifest.read(path);
    for (String needed : new String[] {NETWORK, VOCABULARY}) {
      if (!manifest.files().containsKey(needed)) {
        throw new ModelException(
            "Model directory '" + path + "' does not vouch for " + needed + ". Train it again.");
      }
    }
    Path absolute = path.toAbsolutePath().normalize();
    manifest.files().entrySet().forEach(file -> verify(absolute, file));
    refuseFolders(absolute);
    return new ModelDirectory(absolute, manifest);
  }

  /**
   * What a model says of itself.
   *
   * @param location the name of a bundled model, or the path of a model directory
   * @throws ModelException as {@link #open}
   */
  public static ModelManifest manifestOf(String location) {
    return with(location, ModelDirectory::manifest);
  }

  /**
   * Lets an action read a model, which may be gone afterwards.
   *
   * @param location the name of a bundled model, or the path of a model directory
   * @throws ModelException as {@link #open}
   */
  public static <T> T with(String location, Function<ModelDirectory, T> action) {
    if (BundledModels.names().contains(location)) {
      return BundledModels.with(location, action);
    }
    try {
      return action.apply(open(Path.of(location)));
    } catch (InvalidPathException e) {
      throw new ModelException(
          "'"
              + location
              + "' is neither a bundled model nor a path. Bundled are: "
              + String.join(", ", BundledModels.names())
              + ".",
          e);
    }
  }

  private static void verify(Path directory, Map.Entry<String, String> expected) {
    Path file = file(directory, expected.getKey());
    try {
      if (!Files.isRegularFile(file)) {
        throw new ModelException("The model file '" + file + "' is missing. Copy the model again.");
      }
      if (!Checksums.sha256(file).equalsIgnoreCase(expected.getValue())) {
        throw new ModelException(
            "The model file '"
                + file
                + "' is not the one that was trained: its checksum differs. Copy the model again.");
      }
    } catch (IOException e) {
      throw new ModelException("'" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private static Path file(Path directory, String name) {
    try {
      Path file = directory.resolve(name).normalize();
      if (directory.equals(file.getParent())) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw new ModelException(
          "Model directory '" + directory + "' names what can be no file. Do not use it.", e);
    }
    throw new ModelException(
        "Model directory '" + directory + "' names a file outside itself. Do not use it.");
  }

  /** A model has none; TensorFlow would read what nobody vouches for. */
  private static void refuseFolders(Path directory) {
    try (Stream<Path> content = Files.list(directory)) {
      content
          .filter(Files::isDirectory)
          .findAny()
          .ifPresent(
              folder -> {
                throw new ModelException(
                    "Model directory '"
                        + directory
                        + "' holds a folder, '"
                        + folder.getFileName()
                        + "', that is no part of a model. Remove it, or copy the model again.");
              });
    } catch (IOException e) {
      throw new ModelException("'" + directory + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * How its network reads token texts.
   *
   * @throws ModelException if the vocabulary does not fit the manifest
   */
  public TokenEncoder encoder() {
    TokenEncoder encoder;
    Path vocabulary = path.resolve(VOCABULARY);
    try {
      encoder =
          manifest.tokenizer().equals(WordPieceEncoder.KIND)
              ? WordPieceEncoder.read(vocabulary)
              : new WordEncoder(Vocabulary.read(vocabulary), manifest.lowerCase());
    } catch (IOException e) {
      throw new ModelException("'" + vocabulary + "' cannot be read: " + e.getMessage(), e);
    }
    if (encoder.lowerCase() != manifest.lowerCase() || encoder.marks() >= manifest.maxTokens()) {
      throw new ModelException(
          "The description in '"
              + path.resolve(ModelManifest.FILE)
              + "' does not fit its tokenizer. Copy the model again, or train it again.");
    }
    return encoder;
  }
}
