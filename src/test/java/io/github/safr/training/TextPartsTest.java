package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextPartsTest {

  @Property(tries = 200)
  void everyPartIsThereOnceAndWithItsComplement(
      @ForAll @IntRange(min = 1, max = 60) int tokens, @ForAll long seed) {
    List<BitSet> parts = new TextParts(20, 12).of(tokens, new SplittableRandom(seed));
    assertThat(parts.get(TextParts.NOTHING).isEmpty()).isTrue();
    assertThat(parts.get(TextParts.EVERYTHING).cardinality()).isEqualTo(tokens);
    assertThat(new HashSet<>(parts)).hasSameSizeAs(parts);
    assertThat(parts)
        .allSatisfy(
            part -> {
              assertThat(part.length()).isLessThanOrEqualTo(tokens);
              BitSet complement = (BitSet) part.clone();
              complement.flip(0, tokens);
              assertThat(parts).contains(complement);
            });
    assertThat(parts.stream().filter(part -> part.cardinality() == 1).count())
        .isGreaterThanOrEqualTo(Math.min(tokens, 20));
  }

  @Test
  void thePartsOfAShortTextAreAllOfThem() {
    assertThat(new TextParts(20, 12).of(1, new SplittableRandom(1))).hasSize(2);
    assertThat(new TextParts(20, 12).of(2, new SplittableRandom(1))).hasSize(4);
    assertThat(new TextParts(20, 12).of(3, new SplittableRandom(1))).hasSize(8);
  }

  /** Of six tokens, sizes 2, 3 and 4 weigh 1/8, 1/9 and 1/8. */
  @Test
  void sizesFollowTheShapleyKernel() {
    double[] count = new double[7];
    for (int seed = 0; seed < 9000; seed++) {
      List<BitSet> parts = new TextParts(0, 1).of(6, new SplittableRandom(seed));
      count[parts.get(2).cardinality()]++;
    }
    double all = 2.0 / 8 + 1.0 / 9;
    assertThat(count[2] / 9000).isCloseTo(1.0 / 8 / all, within(0.02));
    assertThat(count[3] / 9000).isCloseTo(1.0 / 9 / all, within(0.02));
    assertThat(count[4] / 9000).isCloseTo(1.0 / 8 / all, within(0.02));
  }
}
