package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoalitionPairsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void allPairsAreThereIfTheBudgetIsEnough(int players) {
    int coalitions = (1 << players) - 2;
    List<CoalitionPair> pairs = choose(players, coalitions);
    assertThat(sides(pairs, players)).hasSize(coalitions);
    double kernels = 0;
    for (int size = 1; size < players; size++) {
      kernels += 1.0 / (size * (players - size));
    }
    for (CoalitionPair pair : pairs) {
      int size = pair.side().cardinality();
      double kernel = 1 / (binomial(players, size) * size * (players - size));
      assertThat(pair.weight()).isCloseTo(2 * kernel / kernels, within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 1000", "12, 1000", "30, 1000", "31, 2", "100, 2248", "3000, 1000"})
  void beyondTheBudgetPairsAreDifferentAndTheirWeightsSumToOne(int players, int samples) {
    List<CoalitionPair> pairs = choose(players, samples);
    assertThat(pairs).hasSize(samples / 2);
    assertThat(sides(pairs, players)).hasSize(samples);
    assertThat(pairs.stream().mapToDouble(CoalitionPair::weight).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void sizesAreCompletedFromTheOutsideIn() {
    // Of 13 players there are 13, 78, 286, 715, ... pairs. Of 500 pairs, the shares of the first
    // two sizes suffice; that of the third, of the 409 pairs left, does not.
    Map<Integer, Long> counts = countBySize(choose(13, 1000));
    assertThat(counts).containsEntry(1, 13L).containsEntry(2, 78L);
    assertThat(counts.get(3)).isBetween(50L, 285L);
    assertThat(counts).containsKeys(4, 5, 6);
  }

  @Test
  void theMiddleSizeIsItsOwnOpposite() {
    assertThat(countBySize(choose(10, 1000)))
        .containsExactlyInAnyOrderEntriesOf(Map.of(1, 10L, 2, 45L, 3, 120L, 4, 210L, 5, 115L));
  }

  /** Sizes are drawn by their share of the weight: of 200 players, none can be complete. */
  @Test
  void sizesAreDrawnByTheirWeight() {
    double[] share = new double[101];
    for (int i = 1; i <= 100; i++) {
      share[i] = (i == 100 ? 1.0 : 2.0) / i / (200 - i);
    }
    double sum = Arrays.stream(share).sum();
    double[] weight = new double[101];
    int runs = 200;
    for (int seed = 0; seed < runs; seed++) {
      for (CoalitionPair pair : CoalitionPairs.choose(200, 400, new SplittableRandom(seed))) {
        weight[pair.side().cardinality()] += pair.weight() / runs;
      }
    }
    for (int size : new int[] {1, 2, 3, 10, 50, 100}) {
      assertThat(weight[size]).isCloseTo(share[size] / sum, within(0.005));
    }
  }

  private static List<CoalitionPair> choose(int players, int samples) {
    return CoalitionPairs.choose(players, samples, new SplittableRandom(4));
  }

  private static Map<Integer, Long> countBySize(List<CoalitionPair> pairs) {
    return pairs.stream()
        .collect(Collectors.groupingBy(pair -> pair.side().cardinality(), Collectors.counting()));
  }

  /** All coalitions, none of them empty or whole. */
  private static Set<BitSet> sides(List<CoalitionPair> pairs, int players) {
    Set<BitSet> sides = new HashSet<>();
    for (CoalitionPair pair : pairs) {
      sides.add(pair.side());
      sides.add(pair.opposite(players));
    }
    assertThat(sides).allMatch(side -> !side.isEmpty() && side.cardinality() < players);
    return sides;
  }

  private static double binomial(int n, int k) {
    return k == 0 ? 1 : binomial(n - 1, k - 1) * n / k;
  }
}
