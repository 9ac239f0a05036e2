package io.github.safr.text;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.tokenize.TokenizerModel;

/**
 * OpenNLP's models, each loaded once in a JVM. Models are immutable and serve all threads.
 *
 * <p>Models of a language come from the class path: from OpenNLP's model artifacts, {@code
 * opennlp-models-sentdetect-LANGUAGE} and {@code opennlp-models-tokenizer-LANGUAGE}, or from what a
 * tool has made of them ({@link ModelSearch}).
 */
public final class OpenNlpModels {

  private static final Map<String, SentenceModel> SENTENCE_MODELS = new ConcurrentHashMap<>();
  private static final Map<String, TokenizerModel> TOKENIZER_MODELS = new ConcurrentHashMap<>();

  private OpenNlpModels() {}

  /**
   * The sentence model of a language.
   *
   * @param language ISO 639-1 code, or a tag that starts with one, as in {@code en-GB}
   * @throws IllegalArgumentException if the class path has none, or it cannot be read
   */
  public static SentenceModel sentenceModel(String language) {
    return sentenceModel(onClassPath(language, "sentence", "opennlp-models-sentdetect-"));
  }

  /**
   * The sentence model at a location.
   *
   * @throws IllegalArgumentException if there is none, or it cannot be read
   */
  public static SentenceModel sentenceModel(URL location) {
    return SENTENCE_MODELS.computeIfAbsent(
        location.toExternalForm(), key -> load("sentence", location, SentenceModel::new));
  }

  /**
   * The tokenizer model of a language.
   *
   * @param language ISO 639-1 code, or a tag that starts with one, as in {@code en-GB}
   * @throws IllegalArgumentException if the class path has none, or it cannot be read
   */
  public static TokenizerModel tokenizerModel(String language) {
    return tokenizerModel(onClassPath(language, "tokens", "opennlp-models-tokenizer-"));
  }

  /**
   * The tokenizer model at a location.
   *
   * @throws IllegalArgumentException if there is none, or it cannot be read
   */
  public static TokenizerModel tokenizerModel(URL location) {
    return TOKENIZER_MODELS.computeIfAbsent(
        location.toExternalForm(), key -> load("tokenizer", location, TokenizerModel::new));
  }

  @FunctionalInterface
  private interface Reader<M> {
    M read(InputStream in) throws IOException;
  }

  private static <M> M load(String kind, URL location, Reader<M> reader) {
    try (InputStream in = location.openStream()) {
      return reader.read(in);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "Cannot read an OpenNLP "
              + kind
              + " model from '"
              + location
              + "': "
              + e.getMessage()
              + ". Check the location, and that it is a model for OpenNLP 1.5 to 2.5.",
          e);
    }
  }

  private static URL onClassPath(String language, String kind, String artifact) {
    String code = language.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    try {
      return new ModelSearch()
          .find(code, kind)
          .orElseThrow(() -> new IllegalArgumentException(missing(language, code, kind, artifact)));
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot search the class path for OpenNLP models.", e);
    }
  }

  private static String missing(String language, String code, String kind, String artifact) {
    return "No OpenNLP "
        + kind
        + " model for language '"
        + language
        + "' is on the class path. Add org.apache.opennlp:"
        + artifact
        + code
        + ", or name a model's location. If jars were merged into one, keep opennlp-"
        + code
        + "-*-"
        + kind
        + "-*.bin in its root.";
  }
}
