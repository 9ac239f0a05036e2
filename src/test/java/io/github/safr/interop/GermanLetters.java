package io.github.safr.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What people write to a doctor's practice. Sentences are the same whatever they are about, so that
 * only the matter itself tells the label.
 */
final class GermanLetters {

  private static final Map<String, List<String>> MATTERS =
      new TreeMap<>(
          Map.of(
              "Termin",
              List.of("Sprechstunde", "Absage", "Öffnungszeiten", "Verschiebung", "Untersuchung"),
              "Befund",
              List.of("Blutwerte", "Schilddrüse", "Röntgenbild", "Laborbericht", "Entzündung"),
              "Rechnung",
              List.of("Gebühr", "Mahnung", "Überweisung", "Kontonummer", "Ratenzahlung")));

  private static final List<String> SENTENCES =
      List.of(
          "Ich frage Dr. Müller wegen %s und %s.",
          "Auf Seite Nr. 12 geht es um %s und %s!",
          "Bitte schreiben Sie mir, z. B. morgen früh, über %s und %s.",
          "Können Sie mir heute bei %s oder %s helfen?",
          "Meine Mutter möchte %s und %s verstehen.",
          "Für uns sind %s und %s wichtig.");

  private GermanLetters() {}

  /** The labels, in the order of the alphabet. */
  static List<String> labels() {
    return List.copyOf(MATTERS.keySet());
  }

  /** The words that only texts with a label have. */
  static List<String> wordsOf(String label) {
    return MATTERS.get(label);
  }

  /** Writes lines of label and text, every sentence about every matter with another one. */
  static Path write(Path file, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    MATTERS.forEach(
        (label, words) -> {
          for (String sentence : SENTENCES) {
            for (int i = 0; i < words.size(); i++) {
              int other = (i + 1 + random.nextInt(words.size() - 1)) % words.size();
              lines.add(label + "\t" + sentence.formatted(words.get(i), words.get(other)));
            }
          }
        });
    Collections.shuffle(lines, random);
    return Files.write(file, lines);
  }
}
