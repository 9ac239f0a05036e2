package io.github.safr.network;

/**
 * The shape of a word-level network: everything that decides its parameters and its arithmetic.
 *
 * @param vocabularySize number of word ids, padding (0) and unknown (1) included
 * @param classes number of labels
 * @param width length of a token's vector (the paper's E)
 * @param heads attention heads; divides {@code width}
 * @param blocks transformer blocks
 * @param innerWidth neurons in each block's feed-forward layer
 * @param mask whether there is a word mask
 * @param relaxedMask whether training draws masks between 0 and 1, as the keep probabilities are
 *     that the finished network multiplies by, or all or nothing, as the paper's code does
 * @param maskHidden hidden units of the word mask
 * @param maskContext how many neighbours on each side the word mask sees; 0 makes visibility a
 *     property of the word alone, as in the paper
 * @param maxTokens longest window, in tokens
 * @param dropout probability of dropping a value in training, in [0, 1)
 * @param countPadding whether padding takes part in pooling and losses, as it does in the paper's
 *     code (which hides it from attention only); every window is then padded to {@code maxTokens}
 */
public record WordArchitecture(
    int vocabularySize,
    int classes,
    int width,
    int heads,
    int blocks,
    int innerWidth,
    boolean mask,
    boolean relaxedMask,
    int maskHidden,
    int maskContext,
    int maxTokens,
    double dropout,
    boolean countPadding)
    implements Architecture {

  public WordArchitecture {
    Architecture.check(vocabularySize, classes, width, heads, blocks, innerWidth);
    Architecture.check(mask, maskHidden, maskContext, maxTokens, dropout);
  }

  /** Never: its embedding is trained, and half precision is exact enough. */
  @Override
  public boolean eightBitEmbedding() {
    return false;
  }
}
