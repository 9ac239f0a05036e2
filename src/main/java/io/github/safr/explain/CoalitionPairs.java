package io.github.safr.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.util.Combinations;
import org.hipparchus.util.CombinatoricsUtils;

/**
 * Which coalitions of players Kernel SHAP asks about. They come in pairs: a coalition, and everyone
 * who is not in it. A pair is known by its smaller side, or by the side with the first player if
 * both are equal. Neither side is empty.
 *
 * <p>The Shapley kernel gives all pairs of a size together the share {@code 1 / (s (n - s))} of the
 * weight, half of that for a size that is its own opposite. The smallest sides weigh most and are
 * the fewest.
 */
final class CoalitionPairs {

  /** Draws for every pair that is wanted, at most: repetitions must end where there are few. */
  private static final int PATIENCE = 4;

  /** Sizes are complete as soon as their share of the budget is, but for rounding. */
  private static final double NEARLY_ONE = 1 - 1e-8;

  private final int players;
  private final double[] shares;
  private final List<CoalitionPair> pairs = new ArrayList<>();

  private CoalitionPairs(int players) {
    this.players = players;
    shares = new double[players / 2];
    for (int size = 1; size <= shares.length; size++) {
      shares[size - 1] = (halves(size) ? 1.0 : 2.0) / size / (players - size);
    }
    double sum = Arrays.stream(shares).sum();
    Arrays.setAll(shares, i -> shares[i] / sum);
  }

  /**
   * Chooses pairs with sides from the outside in: sizes are complete as long as the budget's share
   * for a size covers it; from the others pairs are drawn by their weight, and share what weight is
   * left by how often each was drawn. So all pairs are there if the budget is enough for all.
   *
   * @param players at least one; a single one has no pairs
   * @param samples budget of coalitions, two a pair, at least 2
   * @return different pairs, whose weights sum to 1
   */
  static List<CoalitionPair> choose(int players, int samples, SplittableRandom random) {
    CoalitionPairs choice = new CoalitionPairs(players);
    int budget = samples / 2;
    int size = 1;
    while (size <= choice.shares.length && choice.isCovered(size, budget - choice.pairs.size())) {
      choice.takeAll(size++);
    }
    if (size <= choice.shares.length) {
      choice.draw(size, budget - choice.pairs.size(), random);
    }
    return choice.pairs;
  }

  private boolean isCovered(int size, int budget) {
    return budget * shares[size - 1] / shareFrom(size) >= NEARLY_ONE * count(size);
  }

  /** The weight of all pairs whose smaller side has this size or more. */
  private double shareFrom(int size) {
    return Arrays.stream(shares, size - 1, shares.length).sum();
  }

  /** Number of pairs of a size; infinite where numbers end. */
  private double count(int size) {
    double coalitions = CombinatoricsUtils.binomialCoefficientDouble(players, size);
    return halves(size) ? coalitions / 2 : coalitions;
  }

  private boolean halves(int size) {
    return 2 * size == players;
  }

  private void takeAll(int size) {
    double weight = shares[size - 1] / count(size);
    for (int[] members : new Combinations(players, size)) {
      if (!halves(size) || members[0] == 0) {
        BitSet side = new BitSet(players);
        Arrays.stream(members).forEach(side::set);
        pairs.add(new CoalitionPair(side, weight));
      }
    }
  }

  private void draw(int smallest, int wanted, SplittableRandom random) {
    Map<BitSet, Integer> times = new LinkedHashMap<>();
    double share = shareFrom(smallest);
    long draws = 0;
    while (times.size() < wanted && draws < (long) PATIENCE * wanted) {
      int size = drawSize(smallest, share * random.nextDouble());
      BitSet side = Draws.subset(random, size, players);
      if (halves(size) && !side.get(0)) {
        side.flip(0, players);
      }
      times.merge(side, 1, Integer::sum);
      draws++;
    }
    double weight = share / draws;
    times.forEach((side, count) -> pairs.add(new CoalitionPair(side, weight * count)));
  }

  /** The size in whose share a point falls, counted from the share of the smallest. */
  private int drawSize(int smallest, double point) {
    int size = smallest;
    double rest = point - shares[size - 1];
    while (rest >= 0 && size < shares.length) {
      rest -= shares[size++];
    }
    return size;
  }
}
