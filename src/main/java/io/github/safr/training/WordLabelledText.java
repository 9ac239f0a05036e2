package io.github.safr.training;

/**
 * A text of which people said how its words sound.
 *
 * @param label its label
 * @param text the text itself: words between blanks
 * @param words what people said of each word, from 0 (very negative) to 4 (very positive); {@value
 *     #NEUTRAL} is neutral
 */
public record WordLabelledText(String label, String text, int[] words) {

  /** Lowest label of a word. */
  public static final int LOWEST = 0;

  /** The label of words that say nothing either way. */
  public static final int NEUTRAL = 2;

  /** Highest label of a word. */
  public static final int HIGHEST = 4;

  /** Whether people find each word important: it is not neutral. */
  public boolean[] important() {
    boolean[] important = new boolean[words.length];
    for (int i = 0; i < important.length; i++) {
      important[i] = words[i] != NEUTRAL;
    }
    return important;
  }
}
