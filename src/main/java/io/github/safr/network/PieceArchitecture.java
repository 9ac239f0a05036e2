package io.github.safr.network;

/**
 * The shape of a network that reads word pieces and starts from a pretrained encoder of BERT's kind
 * (Devlin et al., 2019): learned positions, normalised embeddings, blocks with GELU.
 *
 * @param vocabularySize number of pieces, padding (0) included
 * @param classes number of labels
 * @param width length of a piece's vector
 * @param heads attention heads; divides {@code width}
 * @param blocks transformer blocks
 * @param innerWidth neurons in each block's feed-forward layer
 * @param positions number of learned positions
 * @param normEpsilon added to variances in layer normalisation
 * @param mask whether there is a word mask
 * @param maskHidden hidden units of the word mask
 * @param maskContext how many tokens on each side the word mask sees
 * @param maxTokens longest window, in pieces, those that mark its begin and end included; at most
 *     {@code positions}
 * @param dropout probability of dropping a value in training, in [0, 1)
 */
public record PieceArchitecture(
    int vocabularySize,
    int classes,
    int width,
    int heads,
    int blocks,
    int innerWidth,
    int positions,
    double normEpsilon,
    boolean mask,
    int maskHidden,
    int maskContext,
    int maxTokens,
    double dropout)
    implements Architecture {

  public PieceArchitecture {
    Architecture.check(vocabularySize, classes, width, heads, blocks, innerWidth);
    Architecture.check(mask, maskHidden, maskContext, maxTokens, dropout);
    if (maxTokens > positions) {
      throw new IllegalArgumentException(
          "The encoder knows "
              + positions
              + " positions; windows of "
              + maxTokens
              + " pieces are too long for it.");
    }
  }

  /** Always: a draw of all or nothing would hide most of a text from a pretrained encoder. */
  @Override
  public boolean relaxedMask() {
    return true;
  }

  /** Never. */
  @Override
  public boolean countPadding() {
    return false;
  }

  /** Always: it is half of the network, and training reads it as it will be stored. */
  @Override
  public boolean eightBitEmbedding() {
    return true;
  }
}
