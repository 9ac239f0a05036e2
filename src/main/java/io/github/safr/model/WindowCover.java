package io.github.safr.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the windows of a unit, as {@link Window#cover} tells.
 *
 * <p>Where a window begins follows from the end of the one before it, and a later end never makes
 * for an earlier begin. So windows that each reach as far as they can are the fewest, and the ends
 * that are possible with so many windows lie between two bounds; each is set as near to an equal
 * share as they allow.
 */
final class WindowCover {

  private final int tokens;
  private final int longest;
  private final int overlap;

  /** Pieces before each token, those of tokens that are too long cut to a window. */
  private final long[] before;

  WindowCover(int[] pieces, int longest, int overlap) {
    this.tokens = pieces.length;
    this.longest = longest;
    this.overlap = overlap;
    this.before = new long[tokens + 1];
    for (int i = 0; i < tokens; i++) {
      before[i + 1] = before[i] + Math.min(pieces[i], longest);
    }
  }

  List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    int[] earliest = earliestEnds();
    int end = 0;
    for (int i = 0; i < earliest.length; i++) {
      int begin = beginAfter(end);
      int least = Math.max(earliest[i], end + 1);
      int most = lastWithin(before[begin] + longest);
      int equal = lastWithin(equalShare(i + 1, earliest.length));
      end = Math.max(least, Math.min(most, equal));
      windows.add(new Window(begin, end));
    }
    return windows;
  }

  /** How early each window can end so that those that follow still reach the end of the unit. */
  private int[] earliestEnds() {
    int[] ends = new int[fewest()];
    int end = tokens;
    for (int i = ends.length - 1; i >= 0; i--) {
      ends[i] = end;
      int low = 0;
      int high = end - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (before[end] - before[beginAfter(middle)] <= longest) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      end = low;
    }
    return ends;
  }

  /** Number of windows if each reaches as far as it can. */
  private int fewest() {
    int count = 0;
    for (int end = 0; end < tokens; count++) {
      end = lastWithin(before[beginAfter(end)] + longest);
    }
    return count;
  }

  /** Where the window after one with that end begins; the end is not that of the unit. */
  private int beginAfter(int end) {
    long first = Math.max(before[end + 1] - longest, before[end] - longest / 2);
    int begin = Arrays.binarySearch(before, 0, end + 1, first);
    return Math.max(Math.max(0, end - overlap), begin >= 0 ? begin : -begin - 1);
  }

  /** The last end with at most that many pieces before it. */
  private int lastWithin(long pieces) {
    int end = Arrays.binarySearch(before, pieces);
    return end >= 0 ? end : -end - 2;
  }

  /** Pieces before the end of a window if all windows were equally long. */
  private long equalShare(int windows, int count) {
    long all = before[tokens];
    long shared = Math.min(longest / 2, overlap * all / tokens);
    return (all - shared) * windows / count + shared;
  }
}
