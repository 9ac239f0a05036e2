package io.github.safr.explain;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** Chance that is the same every time. */
final class Draws {

  private Draws() {}

  /**
   * A generator of a text's own. Every token is stirred in, because generators whose seeds are
   * close to each other would otherwise begin alike.
   */
  static SplittableRandom of(long seed, List<String> tokens) {
    long state = new SplittableRandom(seed).nextLong();
    for (String token : tokens) {
      state = new SplittableRandom(state ^ token.hashCode()).nextLong();
    }
    return new SplittableRandom(state);
  }

  /**
   * Draws positions without replacement, every set of them as likely as any other, by Floyd's
   * method: one draw a position, however many there are to choose from.
   *
   * @param size how many to draw, at most {@code bound}
   * @param bound positions are below this
   */
  static BitSet subset(SplittableRandom random, int size, int bound) {
    BitSet drawn = new BitSet(bound);
    for (int last = bound - size; last < bound; last++) {
      int position = random.nextInt(last + 1);
      drawn.set(drawn.get(position) ? last : position);
    }
    return drawn;
  }
}
