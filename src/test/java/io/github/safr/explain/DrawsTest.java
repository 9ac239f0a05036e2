package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DrawsTest {

  @Test
  void everySubsetIsAsLikelyAsAnyOther() {
    SplittableRandom random = new SplittableRandom(5);
    Map<BitSet, Integer> counts = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      counts.merge(Draws.subset(random, 3, 6), 1, Integer::sum);
    }
    assertThat(counts).hasSize(20);
    assertThat(counts.keySet()).allMatch(subset -> subset.cardinality() == 3);
    // Five standard deviations around the mean.
    assertThat(counts.values()).allMatch(count -> Math.abs(count - 1000) < 155);
  }

  @Test
  void subsetsMayHoldNothingOrEverything() {
    SplittableRandom random = new SplittableRandom(5);
    assertThat(Draws.subset(random, 0, 4).cardinality()).isZero();
    assertThat(Draws.subset(random, 4, 4).cardinality()).isEqualTo(4);
  }

  @Test
  void whatATextDrawsDependsOnSeedTokensAndTheirOrder() {
    Set<Long> first = new HashSet<>();
    for (List<String> tokens :
        List.of(List.of("a"), List.of("b"), List.of("a", "b"), List.of("b", "a"), List.of("ab"))) {
      for (long seed = -3; seed < 4; seed++) {
        assertThat(first.add(Draws.of(seed, tokens).nextLong())).isTrue();
        assertThat(first.add(Draws.of(seed, List.copyOf(tokens)).nextLong())).isFalse();
      }
    }
  }

  @Test
  void neighbouringSeedsAreUnrelated() {
    double product = 0;
    double sum = 0;
    for (int seed = 0; seed < 10_000; seed++) {
      double one = Draws.of(seed, List.of("film")).nextDouble() - 0.5;
      double next = Draws.of(seed + 1, List.of("film")).nextDouble() - 0.5;
      sum += one;
      product += one * next;
    }
    assertThat(sum / 10_000).isCloseTo(0, within(0.015));
    assertThat(12 * product / 10_000).as("correlation").isCloseTo(0, within(0.05));
  }
}
