package io.github.safr.evaluation;

import java.util.SplittableRandom;

/** Chance that is the same every time. */
final class Chance {

  private Chance() {}

  /**
   * A generator of a part's own. Seed and part are scrambled one after the other, because a sum
   * would give the parts of neighbouring seeds the same chance, and generators whose seeds are
   * close to each other begin alike.
   *
   * @param seed of everything that is drawn
   * @param part what is drawn for
   */
  static SplittableRandom of(long seed, long part) {
    long scrambled = new SplittableRandom(seed).nextLong();
    return new SplittableRandom(new SplittableRandom(scrambled ^ part).nextLong());
  }
}
