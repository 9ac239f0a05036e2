package io.github.safr.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of itself: the content of {@code model.json}.
 *
 * @param formatVersion version of this format
 * @param name the model's name
 * @param version tells apart two models of one name; made from the network's checksum
 * @param languages ISO 639-1 codes of the languages it was trained on; empty for any
 * @param labels all labels, in the order of its outputs
 * @param tokenizer how it reads tokens: {@code word} or {@code wordpiece}
 * @param lowerCase whether it ignores the case of letters
 * @param maxTokens longest window that its network reads: in tokens, or in word pieces with the
 *     marks of begin and end if that is how it reads them
 * @param overlap tokens that two windows of a long unit share; less than {@code maxTokens}
 * @param allocationLayers layers whose neurons it reports, in the order of its outputs
 * @param attribution whether its network has a head that was trained to say what tokens contribute;
 *     otherwise contributions are the tokens' exact shares of the logits
 * @param architecture shape of the network: whether it has a {@code mask} and counts padding, how
 *     many {@code blocks}, and the rest for the record
 * @param training how it was trained: objective, weights of loss terms, seed and the rest
 * @param data what it was trained and measured with
 * @param metrics what it reached
 * @param libraries versions of what made it
 * @param files SHA-256 (hexadecimal) of every other file of the directory, by name
 */
public record ModelManifest(
    int formatVersion,
    String name,
    String version,
    List<String> languages,
    List<String> labels,
    String tokenizer,
    boolean lowerCase,
    int maxTokens,
    int overlap,
    List<Integer> allocationLayers,
    boolean attribution,
    Map<String, Object> architecture,
    Map<String, Object> training,
    List<Map<String, Object>> data,
    Map<String, Object> metrics,
    Map<String, String> libraries,
    Map<String, String> files) {

  /** The format that this version of the library writes; it also reads formats 1 and 2. */
  public static final int FORMAT = 3;

  /** Had neither tokenizer nor overlap: whole words, and windows side by side. */
  private static final int FORMAT_OF_WORDS = 1;

  /** Name of the file. */
  public static final String FILE = "model.json";

  static final int LARGEST_FILE = 1 << 20;

  private static final int MOST_LABELS = 10_000;

  /** Longest label or name, in characters. */
  private static final int LONGEST_NAME = 1_000;

  /** Most blocks, languages and files. */
  private static final int MOST_PARTS = 1_000;

  /** No separators, no drives, nothing hidden, and so nothing outside of the directory. */
  static final String PLAIN_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  /** The largest {@code maxTokens} that a model may ask for: attention grows with its square. */
  public static final int LARGEST_WINDOW = 4096;

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();

  public ModelManifest {
    if (formatVersion == FORMAT_OF_WORDS) {
      tokenizer = WordEncoder.KIND;
      overlap = 0;
    }
  }

  /**
   * Reads a description.
   *
   * @param json what {@value #FILE} holds
   * @param files where it is, for messages
   * @throws ModelException if it is damaged or of another format
   */
  static ModelManifest read(byte[] json, ModelFiles files) {
    String file = files.place(FILE);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      ManifestSyntax.check(text);
      ModelManifest manifest = GSON.fromJson(text, ModelManifest.class);
      if (manifest == null) {
        throw new ModelException(damaged(file) + " It is empty.");
      }
      manifest.check(files);
      return manifest;
    } catch (JsonParseException e) {
      throw new ModelException(damaged(file) + " " + reason(e), e);
    } catch (CharacterCodingException e) {
      throw new ModelException(damaged(file) + " It is not UTF-8.", e);
    }
  }

  /** Of Gson's own messages nothing is told: they quote what they found. */
  private static String reason(JsonParseException e) {
    String message = e.getMessage();
    return e.getClass() == JsonParseException.class && message != null && message.endsWith(".")
        ? message
        : "It is not a description of a model.";
  }

  private void check(ModelFiles place) {
    String directory = place.place();
    if (formatVersion < FORMAT_OF_WORDS || formatVersion > FORMAT) {
      throw new ModelException(
          "Model directory '"
              + directory
              + "' has format "
              + formatVersion
              + "; this version reads "
              + FORMAT_OF_WORDS
              + " to "
              + FORMAT
              + ". Train it again, or use the version of safr-uima that made it.");
    }
    boolean complete =
        name != null
            && version != null
            && languages != null
            && labels != null
            && tokenizer != null
            && allocationLayers != null
            && files != null;
    if (!complete
        || labels.size() < 2
        || labels.size() > MOST_LABELS
        || labels.stream().anyMatch(ModelManifest::isUnfit)
        || languages.stream().anyMatch(ModelManifest::isUnfit)
        || isUnfit(name)
        || isUnfit(version)
        || new HashSet<>(labels).size() != labels.size()
        || languages.size() > MOST_PARTS
        || maxTokens < 1
        || maxTokens > LARGEST_WINDOW
        || overlap < 0
        || overlap >= maxTokens
        || (formatVersion == FORMAT
            && (architecture == null || !isPart(architecture.get("blocks"))))
        || allocationLayers.isEmpty()
        || allocationLayers.size() > MOST_PARTS
        || !allocationLayers.stream().allMatch(ModelManifest::isPart)
        || new HashSet<>(allocationLayers).size() != allocationLayers.size()) {
      throw new ModelException(damaged(place.place(FILE)) + " Fields are missing or out of range.");
    }
    if (files.size() > MOST_PARTS
        || !files.keySet().stream().allMatch(file -> file.matches(PLAIN_NAME))
        || files.containsKey(FILE)) {
      throw new ModelException(
          "Model directory '"
              + directory
              + "' names a file outside itself, or one that no model has. Do not use it.");
    }
    if (!tokenizer.equals(WordEncoder.KIND) && !tokenizer.equals(WordPieceEncoder.KIND)) {
      throw new ModelException(
          "The model in '"
              + directory
              + "' reads tokens by '"
              + tokenizer
              + "'; this version knows "
              + WordEncoder.KIND
              + " and "
              + WordPieceEncoder.KIND
              + ". Use the version of safr-uima that made it.");
    }
  }

  /** What no annotation can carry, or nobody can read: nothing, control characters, a long text. */
  private static boolean isUnfit(@Nullable String value) {
    return value == null
        || value.isEmpty()
        || value.length() > LONGEST_NAME
        || value.chars().anyMatch(Character::isISOControl);
  }

  /** Whether a value can be the number of a block, or how many there are. */
  private static boolean isPart(@Nullable Object value) {
    return value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= 0
        && number.intValue() <= MOST_PARTS;
  }

  private static String damaged(String file) {
    return "'" + file + "' is damaged. Copy the model again, or train it again.";
  }

  /** Writes the manifest into a model directory. */
  public void write(Path directory) throws IOException {
    Files.writeString(directory.resolve(FILE), GSON.toJson(this) + "\n");
  }

  /** The language that its texts are segmented as: the first of its languages, or else English. */
  public String language() {
    return languages.isEmpty() ? "en" : languages.get(0);
  }

  /** Whether its network has a word mask, whose keep probability is a token's visibility. */
  public boolean hasMask() {
    return architecture == null || !Boolean.FALSE.equals(architecture.get("mask"));
  }

  /** Whether its network says what neurons do to the label. */
  boolean namesEffects() {
    return formatVersion == FORMAT;
  }

  /** Whether a layer is the last, from which alone neurons act on the label directly. */
  boolean isLast(int layer) {
    return architecture != null
        && architecture.get("blocks") instanceof Number blocks
        && blocks.intValue() == layer;
  }

  /** What its network calls the visibility of tokens. */
  String visibilityName() {
    return formatVersion == FORMAT ? "visibility" : "importance";
  }

  /** Whether its network pads every window to the longest. */
  boolean countsPadding() {
    return architecture != null && Boolean.TRUE.equals(architecture.get("countPadding"));
  }

  /** Name and version, as annotations carry it. */
  public String id() {
    return name + "-" + version;
  }
}
