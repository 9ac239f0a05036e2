package io.github.safr.training;

import io.github.safr.model.TokenEncoder;
import io.github.safr.tensorflow.PieceSequence;
import java.util.List;

/**
 * One window of a labelled text, encoded.
 *
 * @param pieces its pieces, those of at least one token
 * @param label the class of the text that it comes from
 * @param text number of that text in its data set
 */
record Example(PieceSequence pieces, int label, int text) {

  /**
   * The windows in which a network reads a text.
   *
   * @param tokens of the text
   * @param longest most pieces that the network reads at once
   * @param overlap tokens that neighbouring windows share
   */
  static List<Example> of(
      TokenEncoder encoder, List<String> tokens, int longest, int overlap, int label, int text) {
    int[][] pieces = encoder.encode(tokens);
    return encoder.windows(pieces, longest, overlap).stream()
        .map(window -> new Example(encoder.sequence(pieces, window, longest), label, text))
        .toList();
  }

  /** Number of tokens. */
  int tokens() {
    return pieces.tokens();
  }
}
