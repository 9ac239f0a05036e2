package io.github.safr.tensorflow;

import java.util.Arrays;
import java.util.List;

/**
 * Windows of texts as one rectangle of pieces, padded with 0.
 *
 * @param ids {@code rows * columns} numbers of pieces, row by row
 * @param owners {@code rows * columns} tokens that the pieces are part of, {@link
 *     PieceSequence#NOBODY} at padding
 * @param rows number of windows
 * @param columns length of the longest, in pieces
 */
public record TokenBatch(int[] ids, int[] owners, int rows, int columns) {

  /** Pads windows to the length of the longest. */
  public static TokenBatch of(List<PieceSequence> windows) {
    return padded(windows, 0);
  }

  /** Pads windows to a length, or to that of the longest if it is longer. */
  public static TokenBatch padded(List<PieceSequence> windows, int atLeast) {
    int columns = Math.max(1, atLeast);
    for (PieceSequence window : windows) {
      columns = Math.max(columns, window.length());
    }
    int size = Math.multiplyExact(windows.size(), columns);
    int[] ids = new int[size];
    int[] owners = new int[size];
    Arrays.fill(owners, PieceSequence.NOBODY);
    for (int row = 0; row < windows.size(); row++) {
      PieceSequence window = windows.get(row);
      System.arraycopy(window.ids(), 0, ids, row * columns, window.length());
      System.arraycopy(window.owners(), 0, owners, row * columns, window.length());
    }
    return new TokenBatch(ids, owners, windows.size(), columns);
  }
}
