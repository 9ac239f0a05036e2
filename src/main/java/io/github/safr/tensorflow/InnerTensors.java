package io.github.safr.tensorflow;

/**
 * Names of what lies between input and output of a finished network. Each is an operation that the
 * network's values really pass through, so that they can be read there, differentiated by, and
 * replaced.
 *
 * <p>{@code B} is the batch, {@code L} the longest window in it in pieces, {@code T} the same in
 * tokens, {@code E} the width, {@code F} the neurons of a feed-forward layer. Blocks count from 1.
 */
public final class InnerTensors {

  /**
   * {@code [B * L, E]}: the vector of each piece as the rest of the network gets to see it, before
   * positions, normalisation and word mask.
   */
  public static final String EMBEDDING = "inner.embedding";

  private InnerTensors() {}

  /**
   * {@code [B, T, T]}: attention between tokens, mean of the heads; a row is the token that attends
   * and sums to 1 less what goes to pieces of no token. It is read off, nothing depends on it.
   */
  public static String attention(int block) {
    return "inner.attention." + block;
  }

  /** {@code [B * L, F]}: the feed-forward layer of a block after its activation. */
  public static String neurons(int block) {
    return "inner.neurons." + block;
  }
}
