package io.github.safr.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sets of neurons that are taken away from one text in turn: none, those under test, and random
 * ones of as many.
 *
 * @param tested the neurons under test
 * @param draws random sets by kind: of any neurons of the block, of those that fire in the text, of
 *     those of its other tokens, and of those of its other tokens only; none of a kind that has too
 *     few neurons
 */
record NeuronSets(int[] tested, List<List<int[]>> draws) {

  private static final int NONE = 0;
  private static final int TESTED = 1;
  private static final int FIRST_DRAW = 2;

  /**
   * Draws the sets of a text.
   *
   * @param tested the neurons under test
   * @param others those of its other tokens, some of which may be under test as well
   * @param active those that fire somewhere in it
   * @param neurons how many there are in the block
   * @param draws sets of each kind
   */
  static NeuronSets draw(
      BitSet tested,
      BitSet others,
      BitSet active,
      int neurons,
      int draws,
      SplittableRandom random) {
    BitSet block = new BitSet();
    block.set(0, neurons);
    // One chosen by its effect may be below 0, which is not firing.
    BitSet firing = (BitSet) active.clone();
    firing.or(tested);
    BitSet elsewhere = (BitSet) others.clone();
    elsewhere.andNot(tested);
    int[] own = tested.stream().toArray();
    return new NeuronSets(
        own,
        Stream.of(block, firing, others, elsewhere)
            .map(pool -> some(pool.stream().toArray(), own.length, draws, random))
            .toList());
  }

  private static List<int[]> some(int[] pool, int count, int draws, SplittableRandom random) {
    return pool.length < count
        ? List.of()
        : IntStream.range(0, draws).mapToObj(i -> some(pool.clone(), count, random)).toList();
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

  /** All sets, in the order in which they are tried. */
  List<int[]> all() {
    List<int[]> all = new ArrayList<>(List.of(new int[0], tested));
    draws.forEach(all::addAll);
    return all;
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
    List<NeuronChange> changes = new ArrayList<>(draws.size());
    int begin = FIRST_DRAW;
    for (List<int[]> kind : draws) {
      changes.add(mean(losses, begin, kind.size()));
      begin += kind.size();
    }
    return new NeuronDrop(
        tested.length,
        mean(losses, TESTED, 1),
        changes.get(0),
        changes.get(1),
        changes.get(2),
        changes.get(3));
  }

  private static NeuronChange mean(double[] losses, int begin, int count) {
    return count > 0
        ? new NeuronChange(
            Arrays.stream(losses, begin, begin + count).average().orElseThrow(),
            Arrays.stream(losses, begin, begin + count).map(Math::abs).average().orElseThrow())
        : NeuronChange.UNKNOWN;
  }
}
