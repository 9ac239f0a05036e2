package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomSampleTest {

  @Test
  void drawsEachAtMostOnceAndInOrder() {
    int[] sample = RandomSample.of(1000, 200, 3);
    assertThat(sample).hasSize(200).isSorted().doesNotHaveDuplicates();
    assertThat(sample[0]).isNotNegative();
    assertThat(sample[199]).isLessThan(1000);
  }

  @Test
  void equalSeedsDrawTheSame() {
    assertThat(RandomSample.of(50, 10, 3)).isEqualTo(RandomSample.of(50, 10, 3));
    assertThat(RandomSample.of(50, 10, 3)).isNotEqualTo(RandomSample.of(50, 10, 4));
  }

  @Test
  void ofFewAllAreDrawn() {
    assertThat(RandomSample.of(3, 10, 0)).containsExactly(0, 1, 2);
    assertThat(RandomSample.of(3, 0, 0)).isEmpty();
  }
}
