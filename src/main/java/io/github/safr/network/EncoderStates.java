package io.github.safr.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What an encoder computes on its way from token ids to class scores, and all that losses and
 * explanations need to know of it. {@code B} is the batch, {@code L} the most tokens of a window in
 * it (tokens, whatever number of pieces they were read in), {@code E} the width, {@code F} the
 * neurons of a feed-forward layer, {@code H} the heads, {@code C} the classes.
 *
 * @param valid {@code [B, L]}: 1 for tokens, 0 for padding
 * @param keepProbability {@code [B, L]}: the word mask's probability of keeping a token; 1 without
 *     a mask
 * @param mask {@code [B, L]}: how much the network saw of each token in this pass: a draw in
 *     training, else the keep probability
 * @param maskedEmbedding {@code [B, L, E]}: word embeddings times the mask
 * @param headAttention one a block: attention of each head between pieces; rows sum to 1
 * @param attention one {@code [B, L, L]} a block: attention between tokens, mean of the heads; rows
 *     sum to 1 less what goes to pieces of no token
 * @param meanAttention {@code [B, L, L]}: the mean of these over blocks
 * @param neurons one {@code [B, L, F]} a block: activations of the feed-forward layer; what padding
 *     has is open
 * @param levels {@code [B, L, E]} each: what the network knows of each token on three levels: its
 *     embedding before the mask, the state after the middle block and that after the last; without
 *     the middle one if there is one block only
 * @param output {@code [B, L, E]}: the last block's token states
 * @param lastNeurons {@code [B, L, F]}: the last block's neurons as far as they reach the logits,
 *     but for a factor a token, {@code neuronReach}
 * @param neuronReach {@code [B, L]}, positive but for hidden tokens and padding. The product of
 *     both is the neurons divided as the normalisation behind them divides, times the token's
 *     weight in the mean
 * @param logits {@code [B, C]}
 * @param tokenScores {@code [B, L, C]}: each token's share of the logits; they sum, with the bias,
 *     to {@code logits}
 */
record EncoderStates(
    Operand<TFloat32> valid,
    Operand<TFloat32> keepProbability,
    Operand<TFloat32> mask,
    Operand<TFloat32> maskedEmbedding,
    List<Operand<TFloat32>> headAttention,
    List<Operand<TFloat32>> attention,
    Operand<TFloat32> meanAttention,
    List<Operand<TFloat32>> neurons,
    List<Operand<TFloat32>> levels,
    Operand<TFloat32> output,
    Operand<TFloat32> lastNeurons,
    Operand<TFloat32> neuronReach,
    Operand<TFloat32> logits,
    Operand<TFloat32> tokenScores) {}
