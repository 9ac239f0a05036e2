package io.github.safr.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchMetricsTest {

  private static final BatchMetrics NOTHING =
      new BatchMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  private static final BatchMetrics EARLY =
      new BatchMetrics(4, 1, 2, 10, 60, 20, 12, 7, 30, 3, 9, 20, 64);
  private static final BatchMetrics LATE =
      new BatchMetrics(10, 3, 6, 40, 160, 50, 42, 9, 100, 5, 11, 30, 64);

  @Test
  void sharesAndMeansAreOfWhatWasDone() {
    assertThat(EARLY.paddingShare()).isEqualTo(0.25);
    assertThat(EARLY.itemsPerBatch()).isEqualTo(5);
    assertThat(EARLY.meanQueueMillis()).isEqualTo(3);
  }

  @Test
  void beforeTheFirstBatchTheyAreZero() {
    assertThat(NOTHING.paddingShare()).isZero();
    assertThat(NOTHING.itemsPerBatch()).isZero();
    assertThat(NOTHING.meanQueueMillis()).isZero();
  }

  @Test
  void sinceAMomentIsWhatCameAfterIt() {
    assertThat(LATE.since(EARLY))
        .isEqualTo(new BatchMetrics(6, 2, 4, 30, 100, 30, 30, 9, 70, 5, 11, 30, 64));
    assertThat(LATE.since(NOTHING)).isEqualTo(LATE);
  }
}
