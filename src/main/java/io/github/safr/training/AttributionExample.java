package io.github.safr.training;

import java.util.BitSet;
import java.util.List;

/**
 * A window, what the network knows of its tokens, and what it makes of parts of it.
 *
 * @param tokens {@code T}
 * @param features {@code [T, D]}, row by row, as {@link Bfloat16} numbers: there are many
 * @param visibility {@code [T]}: how much the mask lets through
 * @param shares {@code [T, C]}: sums, over the tokens, to logits less bias
 * @param parts {@code K} parts, as the tokens that they keep
 * @param moves {@code [K, C]}: logits of each part less those of no text, centred over the labels
 */
record AttributionExample(
    int tokens,
    short[] features,
    float[] visibility,
    float[] shares,
    List<BitSet> parts,
    float[] moves) {}
