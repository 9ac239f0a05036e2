package io.github.safr.training;

import io.github.safr.tensorflow.PieceSequence;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hides some words of what a network learns from, so that it learns what to make of words that it
 * does not know.
 *
 * @param rate probability of hiding a token
 * @param unknown the piece that stands in the place of a hidden token
 */
record WordHiding(double rate, int unknown) {

  /** A copy with some tokens hidden: one draw a token, in order; marks stay. */
  PieceSequence hide(PieceSequence window, SplittableRandom random) {
    int[] ids = new int[window.length()];
    int[] owners = new int[window.length()];
    int length = 0;
    int owner = PieceSequence.NOBODY;
    boolean hidden = false;
    for (int i = 0; i < ids.length; i++) {
      boolean mark = window.owners()[i] == PieceSequence.NOBODY;
      boolean first = !mark && window.owners()[i] != owner;
      if (first) {
        owner = window.owners()[i];
        hidden = random.nextDouble() < rate;
      }
      // An unknown token is one piece, however many the hidden one had.
      if (mark || !hidden || first) {
        ids[length] = mark || !hidden ? window.ids()[i] : unknown;
        owners[length++] = window.owners()[i];
      }
    }
    return new PieceSequence(Arrays.copyOf(ids, length), Arrays.copyOf(owners, length));
  }
}
