package io.github.safr.explain;

import java.util.BitSet;

/**
 * A coalition of players, and with it everyone else.
 *
 * @param side players on one side
 * @param weight of the pair, above 0
 */
record CoalitionPair(BitSet side, double weight) {

  /** The players on the other side. */
  BitSet opposite(int players) {
    BitSet others = (BitSet) side.clone();
    others.flip(0, players);
    return others;
  }
}
