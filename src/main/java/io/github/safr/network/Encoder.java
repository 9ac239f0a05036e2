package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/**
 * A network from pieces to class scores. Losses, explanations and the frozen graph know this and no
 * more, whether its pieces are words or parts of words.
 */
interface Encoder {

  /**
   * What it reads.
   *
   * @param ids {@code [B, L]}: pieces, 0 at padding
   * @param owners {@code [B, L]}: the token that each piece is part of, counted from 0 in each
   *     window; -1 for pieces of no token and at padding
   */
  record Input(Operand<TInt32> ids, Operand<TInt32> owners) {}

  /** The network as it is used: the mask is its keep probability, nothing is dropped. */
  EncoderStates infer(Input input);

  /** The network as it is trained: the mask is sampled, values are dropped. */
  EncoderStates train(Input input, Noise noise);

  /** Whether it looks at {@link Input#owners}; otherwise every piece is a token. */
  boolean readsOwners();

  /**
   * The encoder of an architecture.
   *
   * @param embeddingDeviation standard deviation that a word embedding starts with that is trained
   *     from scratch
   */
  static Encoder of(
      Ops tf,
      Parameters parameters,
      Architecture architecture,
      double embeddingDeviation,
      Precision precision) {
    Layers layers = new Layers(tf, parameters, precision);
    if (architecture instanceof WordArchitecture words) {
      return new WordNetwork(tf, parameters, layers, words, embeddingDeviation);
    }
    if (architecture instanceof PieceArchitecture pieces) {
      return new PieceNetwork(tf, parameters, layers, pieces);
    }
    throw new IllegalArgumentException("Unknown architecture: " + architecture);
  }
}
