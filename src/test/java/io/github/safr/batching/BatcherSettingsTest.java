package io.github.safr.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatcherSettingsTest {

  @Test
  void numbersArePositiveAndPatienceMayBeNone() {
    assertThat(of(1, 1, 1, 0).patience()).isZero();
    for (int[] wrong : new int[][] {{0, 1, 1, 0}, {1, 0, 1, 0}, {1, 1, 0, 0}, {1, 1, 1, -1}}) {
      assertThatThrownBy(() -> of(wrong[0], wrong[1], wrong[2], wrong[3]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static BatcherSettings of(int runners, int smallest, int capacity, int millis) {
    BatchCutter cutter = new BatchCutter(10, 1, 1);
    return new BatcherSettings(
        runners, cutter, smallest, capacity, Duration.ofMillis(millis), false);
  }
}
