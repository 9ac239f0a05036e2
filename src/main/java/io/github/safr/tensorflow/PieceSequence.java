package io.github.safr.tensorflow;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * One window of a text as a network reads it: the pieces of its tokens, and whose they are. A piece
 * is a whole word for one network and a part of a word for another.
 *
 * @param ids {@code [pieces]} numbers of the pieces, never 0
 * @param owners {@code [pieces]} the token that each piece is part of, counted from 0 within the
 *     window and never falling; {@link #NOBODY} for pieces that mark the begin or end of a text
 */
public record PieceSequence(int[] ids, int[] owners) {

  /** The owner of pieces that are part of no token. */
  public static final int NOBODY = -1;

  public PieceSequence {
    if (ids.length != owners.length) {
      throw new IllegalArgumentException("Every piece needs an owner, if only nobody.");
    }
  }

  /** A sequence in which every token is one piece. */
  public static PieceSequence ofWords(int[] ids) {
    return new PieceSequence(ids, IntStream.range(0, ids.length).toArray());
  }

  /**
   * The same without some of its tokens; the marks stay.
   *
   * @param kept positions of the tokens that stay, counted from 0
   */
  public PieceSequence keep(BitSet kept) {
    int[] remaining =
        IntStream.range(0, ids.length)
            .filter(piece -> owners[piece] == NOBODY || kept.get(owners[piece]))
            .toArray();
    return new PieceSequence(
        Arrays.stream(remaining).map(piece -> ids[piece]).toArray(),
        Arrays.stream(remaining)
            .map(piece -> owners[piece])
            .map(owner -> owner == NOBODY ? NOBODY : kept.get(0, owner).cardinality())
            .toArray());
  }

  /** Number of pieces. */
  public int length() {
    return ids.length;
  }

  /** Number of tokens. */
  public int tokens() {
    for (int i = owners.length - 1; i >= 0; i--) {
      if (owners[i] != NOBODY) {
        return owners[i] + 1;
      }
    }
    return 0;
  }
}
