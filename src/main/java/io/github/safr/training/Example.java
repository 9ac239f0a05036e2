package io.github.safr.training;

import io.github.safr.tensorflow.PieceSequence;

/**
 * One window of a labelled text, encoded.
 *
 * @param pieces its pieces, those of at least one token
 * @param label the class of the text that it comes from
 * @param text number of that text in its data set
 */
record Example(PieceSequence pieces, int label, int text) {

  /** Number of tokens. */
  int tokens() {
    return pieces.tokens();
  }
}
