package io.github.safr.model;

import java.util.List;

/**
 * A stretch of tokens that the network reads at once. Units longer than the network's limit are
 * read in several windows, which may overlap; every token is in at least one.
 *
 * @param begin position of its first token in the unit
 * @param end position after its last token
 */
public record Window(int begin, int end) {

  /** Number of tokens. */
  public int length() {
    return end - begin;
  }

  /**
   * Covers a unit with as few windows as possible, of about equal length in pieces.
   *
   * <p>A window begins {@code overlap} tokens before the end of the last one, but shares no more
   * than half of {@code longest} pieces with it, and no more than leaves room for a token that is
   * new. A token of more than {@code longest} pieces is a window of itself.
   *
   * @param pieces pieces of each token, at least 1
   * @param longest most pieces in a window, at least 1
   * @param overlap tokens that two consecutive windows share, not negative
   * @return windows in order, begins and ends rising; none for an empty unit
   */
  public static List<Window> cover(int[] pieces, int longest, int overlap) {
    return new WindowCover(pieces, longest, overlap).windows();
  }

  /** The weight of each of a unit's windows in its logits, by their tokens; they sum to 1. */
  static double[] shares(List<Window> windows) {
    if (windows.size() == 1) {
      return new double[] {1};
    }
    double read = windows.stream().mapToLong(Window::length).sum();
    return windows.stream().mapToDouble(window -> window.length() / read).toArray();
  }

  /**
   * How many tokens next to one of its tokens it reads on the side where it reads fewer. Where the
   * unit ends there is nothing more to read, so that side does not count.
   *
   * @param token position in the unit
   * @param tokens length of the unit
   */
  int context(int token, int tokens) {
    int before = begin == 0 ? tokens : token - begin;
    int after = end == tokens ? tokens : end - 1 - token;
    return Math.min(before, after);
  }
}
