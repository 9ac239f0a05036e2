package io.github.safr.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The sets of neurons that are taken away from one text in turn: none, those under test, and random
 * ones of as many.
 *
 * @param all the sets: none, those under test, then {@code draws} of each kind, or of the last none
 * @param draws sets of each random kind
 */
record NeuronSets(List<int[]> all, int draws) {

  private static final int NONE = 0;
  private static final int TESTED = 1;
  private static final int FIRST_DRAW = 2;

  /**
   * Draws the sets of a text.
   *
   * @param tested the neurons under test
   * @param others those of its other tokens
   * @param active those that fire somewhere in it
   * @param neurons how many there are in the block
   */
  static NeuronSets draw(
      BitSet tested,
      BitSet others,
      BitSet active,
      int neurons,
      int draws,
      SplittableRandom random) {
    int[] own = tested.stream().toArray();
    BitSet block = new BitSet();
    block.set(0, neurons);
    // Rounding may have silenced one that was reported to fire, if hardly.
    BitSet firing = (BitSet) active.clone();
    firing.or(tested);
    List<int[]> sets = new ArrayList<>(List.of(new int[0], own));
    for (BitSet pool : List.of(block, firing, others)) {
      if (pool.cardinality() >= own.length) {
        for (int i = 0; i < draws; i++) {
          sets.add(some(pool.stream().toArray(), own.length, random));
        }
      }
    }
    return new NeuronSets(sets, draws);
  }

  /** As many of a pool, all choices equally likely: the begin of a Fisher-Yates shuffle. */
  private static int[] some(int[] pool, int count, SplittableRandom random) {
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, pool.length);
      int drawn = pool[other];
      pool[other] = pool[i];
      pool[i] = drawn;
    }
    return Arrays.copyOf(pool, count);
  }

  /**
   * What the sets cost a class.
   *
   * @param probabilities those of every class without each set
   * @param label the class
   */
  NeuronDrop drop(List<double[]> probabilities, int label) {
    double[] losses =
        probabilities.stream()
            .mapToDouble(without -> probabilities.get(NONE)[label] - without[label])
            .toArray();
    return new NeuronDrop(
        all.get(TESTED).length,
        mean(losses, TESTED, 1),
        mean(losses, FIRST_DRAW, draws),
        mean(losses, FIRST_DRAW + draws, draws),
        mean(losses, FIRST_DRAW + 2 * draws, draws));
  }

  private static NeuronChange mean(double[] losses, int begin, int count) {
    return begin < losses.length
        ? new NeuronChange(
            Arrays.stream(losses, begin, begin + count).average().orElseThrow(),
            Arrays.stream(losses, begin, begin + count).map(Math::abs).average().orElseThrow())
        : NeuronChange.UNKNOWN;
  }
}
