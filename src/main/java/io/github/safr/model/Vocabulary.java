package io.github.safr.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The words that a model knows, by number: 0 is padding, 1 any word that it does not know.
 *
 * <p>As a file: UTF-8, one word a line, the line's number (from 0) is the word's.
 */
public final class Vocabulary {

  /** Fills up short windows. */
  public static final int PADDING = 0;

  /** Stands for every word that is not in the vocabulary. */
  public static final int UNKNOWN = 1;

  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]");

  private final List<String> words;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> words) {
    this.words = List.copyOf(words);
    this.ids = new HashMap<>(words.size() * 2);
    for (int id = SPECIAL.size(); id < words.size(); id++) {
      if (ids.put(words.get(id), id) != null) {
        throw new ModelException(
            "The vocabulary has the word of line " + (id + 1) + " twice. Use the original file.");
      }
    }
  }

  /**
   * The words that occur at least {@code minimum} times, most frequent first.
   *
   * @param texts normalised words of each text
   */
  public static Vocabulary count(Collection<? extends List<String>> texts, int minimum) {
    Map<String, Integer> counts = new HashMap<>();
    for (List<String> text : texts) {
      for (String word : text) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    SPECIAL.forEach(counts::remove);
    counts.remove("");
    Comparator<Map.Entry<String, Integer>> frequentFirst =
        Map.Entry.<String, Integer>comparingByValue().reversed();
    Stream<String> frequent =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= minimum)
            .sorted(frequentFirst.thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey);
    return new Vocabulary(Stream.concat(SPECIAL.stream(), frequent).toList());
  }

  /**
   * Reads a vocabulary file.
   *
   * @throws ModelException if it is not one
   */
  static Vocabulary read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.size() <= SPECIAL.size() || !lines.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new ModelException(
          "'" + file + "' is not a vocabulary: it must begin with " + SPECIAL + ".");
    }
    try {
      return new Vocabulary(lines);
    } catch (ModelException e) {
      throw new ModelException("'" + file + "' cannot be used. " + e.getMessage(), e);
    }
  }

  /** Writes the vocabulary as a file. */
  public void write(Path file) throws IOException {
    // Line feeds on every platform: the file's checksum is part of the model.
    Files.writeString(file, String.join("\n", words) + "\n", StandardCharsets.UTF_8);
  }

  /** Number of ids, padding and unknown included. */
  public int size() {
    return words.size();
  }

  /** Whether it knows any word at all. */
  public boolean hasWords() {
    return words.size() > SPECIAL.size();
  }

  /** The id of a normalised word, or {@link #UNKNOWN}. */
  public int id(String word) {
    return ids.getOrDefault(word, UNKNOWN);
  }

  /** The word of an id. */
  public String word(int id) {
    return words.get(id);
  }
}
