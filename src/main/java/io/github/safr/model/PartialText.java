package io.github.safr.model;

import java.util.BitSet;
import java.util.List;

/**
 * A text with some of its tokens taken away.
 *
 * @param tokens all tokens of the whole text, at least one
 * @param kept positions of the tokens that are left; may be none
 * @param removal what becomes of the others
 */
public record PartialText(List<String> tokens, BitSet kept, Removal removal) {

  public PartialText {
    if (tokens.isEmpty() || kept.length() > tokens.size()) {
      throw new IllegalArgumentException(
          "A text needs a token, and what is left of it must be among its tokens.");
    }
  }

  /**
   * The pieces of what is left.
   *
   * @param whole pieces of every token of the whole text
   * @param unknown the piece of a token that is replaced
   */
  int[][] pieces(int[][] whole, int unknown) {
    if (removal == Removal.DELETION) {
      return kept.stream().mapToObj(token -> whole[token]).toArray(int[][]::new);
    }
    int[][] pieces = whole.clone();
    for (int i = kept.nextClearBit(0); i < pieces.length; i = kept.nextClearBit(i + 1)) {
      pieces[i] = new int[] {unknown};
    }
    return pieces;
  }
}
