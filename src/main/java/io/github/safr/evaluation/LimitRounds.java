package io.github.safr.evaluation;

import java.util.BitSet;
import java.util.List;

/**
 * A search for the limits of one text that asks about sets of removed tokens in rounds, so that
 * searches on many texts can ask the model together.
 *
 * <p>What a step of an order adds to its area depends on the set of tokens removed so far and not
 * on their order. So of all orders that lead to the same set only the best has to be followed.
 */
interface LimitRounds {

  /** Longest texts whose limits are exact: up to here that asks less than the usual beam. */
  int EXACT_UP_TO = 8;

  /** Exact limits of short texts, and those that a beam search finds of others. */
  static LimitRounds of(int tokens, int beamWidth) {
    return tokens <= EXACT_UP_TO ? new ExactLimits(tokens) : new BeamLimits(tokens, beamWidth);
  }

  /** The sets of removed tokens to ask about next; none if the search is over. */
  List<BitSet> next();

  /**
   * Hears the answers.
   *
   * @param drops by how much the probability of the label falls without each set of the round
   */
  void hear(double[] drops);

  /** What was found, once the search is over. */
  RemovalLimits limits();
}
