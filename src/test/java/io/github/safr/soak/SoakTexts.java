package io.github.safr.soak;

import io.github.safr.testing.HostileText;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Documents that nobody wrote: a number has one text for ever. Most are a few plain sentences with
 * words that a sentiment model knows, some words that nobody knows, and numbers; some sentences are
 * longer than a window, some documents are empty or one character, and one in ten is strung
 * together from pieces that break careless code.
 *
 * @param seed another seed has other texts
 * @param sentences the most in one document
 */
record SoakTexts(long seed, int sentences) {

  private static final String[] THINGS = {
    "film", "plot", "ending", "nurse", "hearing", "letter", "account", "doctor", "room", "answer",
    "music", "service", "judge", "clerk", "waiting time", "report", "story", "cast", "form", "food"
  };
  private static final String[] QUALITIES = {
    "good",
    "bad",
    "great",
    "awful",
    "slow",
    "kind",
    "dull",
    "superb",
    "boring",
    "clear",
    "wrong",
    "helpful",
    "rude",
    "moving",
    "cheap",
    "brilliant",
    "weak",
    "honest",
    "confusing",
    "lovely"
  };
  private static final String[] LINKS = {
    "and", "but", "although", "because", "while", "so", "yet", "or"
  };
  private static final String[] DEGREES = {
    "very", "not", "hardly", "really", "never", "quite", "too", "almost", "n't at all"
  };
  private static final String[] ENDS = {".", ".", ".", "!", "?", "...", " ."};

  /** The text of a number. */
  String text(long number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    return switch (random.nextInt(40)) {
      case 0 -> " \n".repeat(random.nextInt(3));
      case 1 -> Character.toString('a' + random.nextInt(26));
      case 2, 3, 4, 5 -> hostile(random);
      case 6 -> sentence(random, 300 + random.nextInt(300));
      default -> plain(random);
    };
  }

  private String plain(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int left = 1 + random.nextInt(sentences); left > 0; left--) {
      int words = 1 + random.nextInt(random.nextInt(8) == 0 ? 70 : 22);
      text.append(sentence(random, words)).append(random.nextInt(9) == 0 ? "\n\n" : " ");
    }
    return text.toString();
  }

  private static String sentence(RandomGenerator random, int words) {
    StringBuilder text = new StringBuilder("The");
    for (int word = 1; word < words; word++) {
      text.append(' ').append(word(random));
    }
    return text.append(one(random, ENDS)).toString();
  }

  private static String word(RandomGenerator random) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> one(random, THINGS);
      case 3, 4, 5 -> one(random, QUALITIES);
      case 6 -> one(random, DEGREES);
      case 7 -> one(random, LINKS);
      case 8 -> "was";
      case 9 -> "the";
      case 10 -> unknown(random);
      default -> random.nextBoolean() ? "isn't" : Integer.toString(random.nextInt(100_000));
    };
  }

  /** A word that was hardly met before, so that what remembers words has to forget. */
  private static String unknown(RandomGenerator random) {
    StringBuilder word = new StringBuilder();
    for (int left = 3 + random.nextInt(9); left > 0; left--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static String hostile(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(40); left > 0; left--) {
      text.append(random.nextInt(3) == 0 ? " " + word(random) : HostileText.piece(random));
    }
    return text.toString();
  }

  private static String one(RandomGenerator random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
