package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChanceTest {

  @Test
  void isTheSameEveryTime() {
    assertThat(Chance.of(3, 8).nextLong()).isEqualTo(Chance.of(3, 8).nextLong());
  }

  @Test
  void neighbouringSeedsAndPartsShareNothing() {
    Set<Long> drawn = new HashSet<>();
    for (long seed = -40; seed < 40; seed++) {
      for (long part = 0; part < 100; part++) {
        Chance.of(seed, part).longs(3).forEach(drawn::add);
      }
    }
    assertThat(drawn).hasSize(80 * 100 * 3);
  }

  /** Of close seeds too: a bit of the first number is as often set as not. */
  @Test
  void firstNumbersAreEvenlySpread() {
    for (int bit : new int[] {0, 31, 63}) {
      int set = 0;
      for (long part = 0; part < 4000; part++) {
        set += (int) (Chance.of(1, part).nextLong() >>> bit & 1);
      }
      assertThat(set).isBetween(1800, 2200);
    }
  }
}
