package io.github.safr.network;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a network in training starts, if not from scratch, and which part of it stays as it is.
 *
 * <p>The embeddings of a pretrained encoder, of pieces and positions, are always frozen with their
 * normalisation: words that the training data lacks stay comparable with those that it has, what is
 * trained can be trained on the entries as the model will store them, and no step has to touch
 * millions of weights for the few hundred that it read.
 *
 * @param weights weights by name; those of the network that are not among them start at random
 * @param frozenBlocks lowest blocks that stay as they are, besides the embeddings
 */
public record Pretrained(Map<String, Weight> weights, int frozenBlocks) {

  /** Everything starts at random and is trained. */
  public static final Pretrained NOTHING = new Pretrained(Map.of(), 0);

  private static final Pattern BLOCK = Pattern.compile("block(\\d+)\\..*");

  public Pretrained {
    weights = Map.copyOf(weights);
    if (frozenBlocks < 0) {
      throw new IllegalArgumentException("The number of frozen blocks must not be negative.");
    }
  }

  /** Whether a weight is given and stays as it is. */
  boolean isFrozen(String name) {
    return weights.containsKey(name) && blockOf(name) <= frozenBlocks;
  }

  /** Whether a weight has been trained before. */
  boolean knows(String name) {
    return weights.containsKey(name);
  }

  /** The block that a weight belongs to, counted from 1; 0 for what comes before them all. */
  public static int blockOf(String name) {
    Matcher matcher = BLOCK.matcher(name);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
