package io.github.safr.tensorflow;

import java.util.List;

/**
 * Windows of token ids as one rectangle, padded with 0.
 *
 * @param ids {@code rows * columns} ids, row by row
 * @param rows number of windows
 * @param columns length of the longest
 */
public record TokenBatch(int[] ids, int rows, int columns) {

  /** Pads windows to the length of the longest. */
  public static TokenBatch of(List<int[]> windows) {
    return padded(windows, 0);
  }

  /** Pads windows to a length, or to that of the longest if it is longer. */
  public static TokenBatch padded(List<int[]> windows, int atLeast) {
    int columns = Math.max(1, atLeast);
    for (int[] window : windows) {
      columns = Math.max(columns, window.length);
    }
    int[] ids = new int[Math.multiplyExact(windows.size(), columns)];
    for (int row = 0; row < windows.size(); row++) {
      int[] window = windows.get(row);
      System.arraycopy(window, 0, ids, row * columns, window.length);
    }
    return new TokenBatch(ids, windows.size(), columns);
  }
}
