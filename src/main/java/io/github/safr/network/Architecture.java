package io.github.safr.network;

/**
 * The shape of a network: everything that decides its parameters and its arithmetic. What all kinds
 * have in common is here, and nothing but the building of the network itself asks for more.
 */
public sealed interface Architecture permits WordArchitecture, PieceArchitecture {

  /** Number of different pieces that it reads, padding (0) included. */
  int vocabularySize();

  /** Number of labels. */
  int classes();

  /** Length of a token's vector (the paper's E). */
  int width();

  /** Attention heads; divides {@link #width}. */
  int heads();

  /** Transformer blocks. */
  int blocks();

  /** Neurons in each block's feed-forward layer. */
  int innerWidth();

  /** Whether there is a word mask. */
  boolean mask();

  /**
   * Whether training draws masks between 0 and 1, as the keep probabilities are that the finished
   * network uses, or all or nothing, as the paper's code does.
   */
  boolean relaxedMask();

  /** Hidden units of the word mask. */
  int maskHidden();

  /**
   * How many neighbours on each side the word mask sees; 0 makes visibility a property of the word
   * alone, as in the paper.
   */
  int maskContext();

  /** Longest window, in pieces. */
  int maxTokens();

  /** Probability of dropping a value in training, in [0, 1). */
  double dropout();

  /** Whether padding takes part in pooling and losses, as it does in the paper's code. */
  boolean countPadding();

  /** Whether a finished model stores its embedding in eight bits an entry. */
  boolean eightBitEmbedding();

  /** Size of one attention head. */
  default int headSize() {
    return width() / heads();
  }

  /** Checks the sizes of a transformer. */
  static void check(
      int vocabularySize, int classes, int width, int heads, int blocks, int innerWidth) {
    if (vocabularySize < 2 || classes < 2 || width < 2 || blocks < 1 || innerWidth < 1) {
      throw new IllegalArgumentException(
          "A network needs two word ids, two classes, a width of two and one block at least.");
    }
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "The number of heads (" + heads + ") must divide the width (" + width + ").");
    }
  }

  /** Checks mask, windows and dropout. */
  static void check(boolean mask, int maskHidden, int maskContext, int maxTokens, double dropout) {
    if (mask && maskHidden < 1) {
      throw new IllegalArgumentException("A word mask needs a hidden unit.");
    }
    if (maxTokens < 1 || maskContext < 0 || dropout < 0 || dropout >= 1) {
      throw new IllegalArgumentException(
          "Windows need one token, mask context is not negative, dropout is in [0, 1).");
    }
  }
}
