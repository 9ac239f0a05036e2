package io.github.safr.model;

import io.github.safr.tensorflow.PieceSequence;
import java.util.Arrays;

/**
 * How the pieces of a window's tokens become a sequence.
 *
 * @param before ids of the marks before the first token
 * @param after ids of the marks after the last token
 */
record PieceLayout(int[] before, int[] after) {

  /** Nothing but the tokens. */
  static final PieceLayout NO_MARKS = new PieceLayout(new int[0], new int[0]);

  /** Number of marks in a sequence. */
  int marks() {
    return before.length + after.length;
  }

  /** As {@link TokenEncoder#sequence} says. */
  PieceSequence sequence(int[][] pieces, Window window, int longest) {
    int room = longest - marks();
    int size = 0;
    for (int token = window.begin(); token < window.end(); token++) {
      size += Math.min(room, pieces[token].length);
    }
    if (size > room) {
      throw new IllegalArgumentException(
          "A window of " + size + " pieces does not fit into " + room + ".");
    }
    int[] ids = Arrays.copyOf(before, marks() + size);
    int[] owners = new int[ids.length];
    Arrays.fill(owners, PieceSequence.NOBODY);
    int next = before.length;
    for (int token = window.begin(); token < window.end(); token++) {
      int kept = Math.min(room, pieces[token].length);
      System.arraycopy(pieces[token], 0, ids, next, kept);
      Arrays.fill(owners, next, next + kept, token - window.begin());
      next += kept;
    }
    System.arraycopy(after, 0, ids, next, after.length);
    return new PieceSequence(ids, owners);
  }
}
