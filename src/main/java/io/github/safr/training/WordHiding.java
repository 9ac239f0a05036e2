package io.github.safr.training;

import io.github.safr.tensorflow.PieceSequence;
import java.util.SplittableRandom;

/**
 * Hides some words of what a network learns from, so that it learns what to make of words that it
 * does not know.
 *
 * @param rate probability of hiding a token
 * @param unknown the id that all pieces of a hidden token become
 */
record WordHiding(double rate, int unknown) {

  /** A copy with some tokens hidden: one draw a token, in order; marks stay. */
  PieceSequence hide(PieceSequence window, SplittableRandom random) {
    int[] ids = window.ids().clone();
    int owner = PieceSequence.NOBODY;
    boolean hidden = false;
    for (int i = 0; i < ids.length; i++) {
      if (window.owners()[i] == PieceSequence.NOBODY) {
        continue;
      }
      if (window.owners()[i] != owner) {
        owner = window.owners()[i];
        hidden = random.nextDouble() < rate;
      }
      if (hidden) {
        ids[i] = unknown;
      }
    }
    return new PieceSequence(ids, window.owners());
  }
}
