package io.github.safr.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What an encoder computes on its way from token ids to class scores, and all that losses and
 * explanations need to know of it. {@code B} is the batch, {@code L} the longest window in it,
 * {@code E} the width, {@code F} the neurons of a feed-forward layer, {@code H} the heads, {@code
 * C} the classes.
 *
 * @param valid {@code [B, L]}: 1 for tokens, 0 for padding
 * @param keepProbability {@code [B, L]}: the word mask's probability of keeping a token; 1 without
 *     a mask
 * @param mask {@code [B, L]}: what embeddings were multiplied by in this pass: a draw in training,
 *     else the keep probability
 * @param maskedEmbedding {@code [B, L, E]}: word embeddings times the mask
 * @param attention one {@code [B, H, L, L]} a block; rows sum to 1
 * @param neurons one {@code [B, L, F]} a block: activations of the feed-forward layer after ReLU
 * @param output {@code [B, L, E]}: the last block's token states
 * @param logits {@code [B, C]}
 * @param tokenScores {@code [B, L, C]}: each token's share of the logits; they sum, with the bias,
 *     to {@code logits}
 */
record EncoderStates(
    Operand<TFloat32> valid,
    Operand<TFloat32> keepProbability,
    Operand<TFloat32> mask,
    Operand<TFloat32> maskedEmbedding,
    List<Operand<TFloat32>> attention,
    List<Operand<TFloat32>> neurons,
    Operand<TFloat32> output,
    Operand<TFloat32> logits,
    Operand<TFloat32> tokenScores) {}
