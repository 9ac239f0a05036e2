package io.github.safr.examples.spark;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Texts to annotate, and the files that they are in. */
final class Texts {

  private static final List<String> SENTENCES =
      List.of(
          "The acting is superb and the ending stayed with me for days.",
          "A dull story, told without wit or warmth.",
          "Nobody at the counter could help us, and the soup was cold.",
          "I laughed, I cried, and I would watch it again tomorrow.",
          "The plot is a mess, but the music is lovely.",
          "It arrived late, broken and without an excuse.",
          "What a charming, clever and generous little film!",
          "My sister fell asleep, and I envied her.",
          "The nurse was kind and explained every step.",
          "Two hours of noise with nothing to say 😐.",
          "A warm and funny portrait of an awful family.");

  private Texts() {}

  /** So many texts of two sentences, all different up to 110 of them, by id. */
  static Map<String, String> many(int count) {
    Map<String, String> texts = new TreeMap<>();
    int kinds = SENTENCES.size();
    for (int i = 0; i < count; i++) {
      String first = SENTENCES.get(i % kinds);
      String second = SENTENCES.get((i + 1 + i / kinds) % kinds);
      texts.put("row-%03d".formatted(i), first + " " + second);
    }
    return texts;
  }

  /** Writes a line of JSON for each text. */
  static Path write(Map<String, String> texts, Path file) throws IOException {
    return Files.writeString(
        file,
        texts.entrySet().stream()
            .map(text -> line(text.getKey(), text.getValue()))
            .collect(Collectors.joining()));
  }

  /** A line of JSON; a text that is null is written as null. */
  static String line(String id, String text) {
    JsonObject line = new JsonObject();
    line.addProperty("id", id);
    line.addProperty("text", text);
    return line + "\n";
  }
}
