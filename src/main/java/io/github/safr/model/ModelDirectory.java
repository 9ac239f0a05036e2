package io.github.safr.model;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A model that has been read and found whole: {@code saved_model.pb} (the frozen network), {@code
 * vocabulary.txt}, {@code model.json} and {@code MODEL_CARD.md}. Its files are read once, into
 * memory, and checked there; what is used afterwards are these bytes and not the files.
 */
public final class ModelDirectory {

  /** The frozen network. */
  public static final String NETWORK = "saved_model.pb";

  /** The words or word pieces that it knows. */
  public static final String VOCABULARY = "vocabulary.txt";

  /** What people should know of it. */
  public static final String CARD = "MODEL_CARD.md";

  /** Fifteen times that of the bundled network of word pieces. */
  private static final int LARGEST_NETWORK = 512 << 20;

  private static final int LARGEST_OTHER = 64 << 20;

  /** Most entries of a vocabulary. */
  static final int MOST_WORDS = 2_000_000;

  private final ModelFiles files;
  private final ModelManifest manifest;
  private final long bytes;
  private final Map<String, byte[]> content = new LinkedHashMap<>();

  private ModelDirectory(ModelFiles files, ModelTrust trust) {
    this.files = files;
    byte[] description = files.read(ModelManifest.FILE, ModelManifest.LARGEST_FILE);
    if (description == null) {
      throw new ModelException(
          "'"
              + files.place()
              + "' is not a model directory: it has no "
              + ModelManifest.FILE
              + ".");
    }
    trust.check(description, files);
    manifest = ModelManifest.read(description, files);
    for (String needed : List.of(NETWORK, VOCABULARY)) {
      if (!manifest.files().containsKey(needed)) {
        throw new ModelException(
            "Model directory '" + place() + "' does not vouch for " + needed + ". Train it again.");
      }
    }
    long sum = description.length;
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      sum += verify(file.getKey(), file.getValue());
    }
    bytes = sum;
  }

  /** Reads a file, compares its checksum, and keeps it if it is used. */
  private int verify(String name, String checksum) {
    byte[] read = files.read(name, name.equals(NETWORK) ? LARGEST_NETWORK : LARGEST_OTHER);
    if (read == null) {
      throw new ModelException(
          "The model file '" + files.place(name) + "' is missing. Copy the model again.");
    }
    if (!Checksums.sha256(read).equals(checksum)) {
      throw new ModelException(
          "The model file '"
              + files.place(name)
              + "' is not the one that was trained: its checksum differs. Copy the model again.");
    }
    if (List.of(NETWORK, VOCABULARY, CARD).contains(name)) {
      content.put(name, read);
    }
    return read.length;
  }

  /**
   * Reads a model directory, whoever made it.
   *
   * @throws ModelException if it is missing, incomplete, altered, or of a format that is not ours
   */
  public static ModelDirectory open(Path path) {
    return open(path, ModelTrust.ANYBODY);
  }

  /**
   * Reads a model directory, or a zip archive ({@code .zip}) of the files of one.
   *
   * @param trust whose models are let in
   * @throws ModelException as {@link #open(Path)}, or if it is not of somebody who is trusted
   */
  public static ModelDirectory open(Path path, ModelTrust trust) {
    if (ArchiveFiles.isOne(path)) {
      try (ArchiveFiles archive = ArchiveFiles.open(path)) {
        return read(archive, trust);
      }
    }
    if (!Files.isDirectory(path)) {
      throw new ModelException(
          "There is no model directory '"
              + path
              + "'. Check the path, or name a bundled model: "
              + String.join(", ", BundledModels.names())
              + ".");
    }
    FolderFiles folder = FolderFiles.of(path);
    ModelDirectory model = read(folder, trust);
    folder.refuseFolders();
    return model;
  }

  /**
   * Reads a model.
   *
   * @param location the name of a bundled model, or the path of a model directory or its zip
   *     archive
   * @param trust whose models are let in, bundled ones too
   * @throws ModelException as {@link #open(Path, ModelTrust)}
   */
  public static ModelDirectory open(String location, ModelTrust trust) {
    if (BundledModels.names().contains(location)) {
      return read(BundledModels.files(location), trust);
    }
    try {
      return open(Path.of(location), trust);
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

  static ModelDirectory read(ModelFiles files, ModelTrust trust) {
    return new ModelDirectory(files, trust);
  }

  /**
   * What a model says of itself.
   *
   * @param location the name of a bundled model, or the path of a model directory or its zip
   *     archive
   * @throws ModelException as {@link #open}
   */
  public static ModelManifest manifestOf(String location) {
    return with(location, ModelDirectory::manifest);
  }

  /**
   * Lets an action read a model.
   *
   * @param location the name of a bundled model, or the path of a model directory or its zip
   *     archive
   * @throws ModelException as {@link #open}
   */
  public static <T> T with(String location, Function<ModelDirectory, T> action) {
    return action.apply(open(location, ModelTrust.ANYBODY));
  }

  /** Where it was read, as messages tell it: an absolute path, or a place on the class path. */
  public String place() {
    return files.place();
  }

  /** One of the files that every model has. */
  private byte[] part(String name) {
    return Objects.requireNonNull(content.get(name));
  }

  /** What it says of itself. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** Size of the files that make it up. */
  public long bytes() {
    return bytes;
  }

  /** What it says of itself for people, if it does. */
  public Optional<String> card() {
    return Optional.ofNullable(content.get(CARD))
        .map(text -> new String(text, StandardCharsets.UTF_8));
  }

  /**
   * Its network, parsed anew.
   *
   * @throws ModelException if it is none, or holds what no network of ours does
   */
  public CheckedNetwork network() {
    return CheckedNetwork.read(part(NETWORK), place());
  }

  /**
   * The words or word pieces that it knows, by number.
   *
   * @throws ModelException if they are not text
   */
  public List<String> vocabulary() {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new ByteArrayInputStream(part(VOCABULARY)), StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (lines.size() > MOST_WORDS) {
          throw new ModelException(
              "'%s' has more than %,d lines. Use the original file."
                  .formatted(files.place(VOCABULARY), MOST_WORDS));
        }
      }
    } catch (IOException e) {
      throw new ModelException(
          "'" + files.place(VOCABULARY) + "' is not UTF-8. Use the original file.", e);
    }
    return lines;
  }

  /**
   * How its network reads token texts.
   *
   * @throws ModelException if the vocabulary does not fit the manifest
   */
  public TokenEncoder encoder() {
    TokenEncoder encoder;
    try {
      encoder =
          manifest.tokenizer().equals(WordPieceEncoder.KIND)
              ? WordPieceEncoder.of(vocabulary())
              : new WordEncoder(Vocabulary.of(vocabulary()), manifest.lowerCase());
    } catch (ModelException e) {
      throw new ModelException(
          "'" + files.place(VOCABULARY) + "' cannot be used. " + e.getMessage(), e);
    }
    if (encoder.lowerCase() != manifest.lowerCase() || encoder.marks() >= manifest.maxTokens()) {
      throw new ModelException(
          "The description in '"
              + files.place(ModelManifest.FILE)
              + "' does not fit its tokenizer. Copy the model again, or train it again.");
    }
    return encoder;
  }
}
