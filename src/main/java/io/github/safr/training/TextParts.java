package io.github.safr.training;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which parts of a text are looked at to find out what its tokens contribute: nothing, everything,
 * single tokens, all but a single token, and random parts with what they leave out. The sizes of
 * random parts are drawn by the Shapley kernel (Lundberg and Lee, 2017); single tokens and all but
 * one are there more often than by chance, because they tell most.
 *
 * @param singles most tokens that are looked at alone, and left out alone
 * @param pairs random parts, each with its complement
 */
record TextParts(int singles, int pairs) {

  /** Place of the part that keeps nothing. */
  static final int NOTHING = 0;

  /** Place of the part that keeps everything. */
  static final int EVERYTHING = 1;

  /** A text of fewer tokens has no parts but single tokens and what they leave out. */
  private static final int LEAST_TOKENS = 4;

  /**
   * Parts of a text, each once, as the tokens that they keep; nothing first, then everything.
   *
   * @param tokens length of the text, at least 1
   */
  List<BitSet> of(int tokens, SplittableRandom random) {
    BitSet everything = new BitSet();
    everything.set(0, tokens);
    Set<BitSet> parts = new LinkedHashSet<>(List.of(new BitSet(), everything));
    for (int token : shuffled(tokens, random).subList(0, Math.min(singles, tokens))) {
      BitSet single = new BitSet();
      single.set(token);
      addWithComplement(parts, single, everything);
    }
    if (tokens >= LEAST_TOKENS) {
      for (int i = 0; i < pairs; i++) {
        BitSet part = new BitSet();
        shuffled(tokens, random).subList(0, size(tokens, random)).forEach(part::set);
        addWithComplement(parts, part, everything);
      }
    }
    return new ArrayList<>(parts);
  }

  /** A size from 2 to {@code tokens - 2}, the more probable the nearer to an end. */
  private static int size(int tokens, SplittableRandom random) {
    double sum = 0;
    for (int size = 2; size <= tokens - 2; size++) {
      sum += weight(tokens, size);
    }
    double draw = random.nextDouble() * sum;
    int size = 2;
    while (size < tokens - 2 && draw >= weight(tokens, size)) {
      draw -= weight(tokens, size);
      size++;
    }
    return size;
  }

  /** The Shapley kernel of all parts of a size together, but for a factor. */
  private static double weight(int tokens, int size) {
    return 1.0 / size / (tokens - size);
  }

  private static void addWithComplement(Set<BitSet> parts, BitSet part, BitSet everything) {
    BitSet complement = (BitSet) everything.clone();
    complement.andNot(part);
    parts.add(part);
    parts.add(complement);
  }

  private static List<Integer> shuffled(int tokens, SplittableRandom random) {
    List<Integer> order = new ArrayList<>(tokens);
    for (int i = 0; i < tokens; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(random.nextLong()));
    return order;
  }
}
