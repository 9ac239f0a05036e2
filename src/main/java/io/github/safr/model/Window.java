package io.github.safr.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of tokens that the network reads at once. Units longer than the network's limit are
 * read in several windows of about equal length that do not overlap, so that every token is read
 * once.
 *
 * @param begin position of its first token in the unit
 * @param end position after its last token
 */
public record Window(int begin, int end) {

  /** Number of tokens. */
  public int length() {
    return end - begin;
  }

  /** The ids of the tokens in it, out of those of the unit. */
  public int[] of(int[] ids) {
    return Arrays.copyOfRange(ids, begin, end);
  }

  /**
   * Covers a unit with as few windows as possible.
   *
   * @param tokens length of the unit
   * @param longest longest window, at least 1
   * @return windows in order; none for an empty unit
   */
  public static List<Window> cover(int tokens, int longest) {
    int count = Math.toIntExact(((long) tokens + longest - 1) / longest);
    List<Window> windows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int begin = (int) ((long) tokens * i / count);
      int end = (int) ((long) tokens * (i + 1) / count);
      windows.add(new Window(begin, end));
    }
    return windows;
  }
}
