package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.tensorflow.PieceSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What changes in the course of a training")
class SchedulesTest {

  @Test
  void theLearningRateRisesAndFallsToAlmostNothing() {
    LearningRateSchedule schedule = new LearningRateSchedule(1, 100, 0.1);
    assertThat(schedule.at(1)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.at(10)).isEqualTo(1);
    assertThat(schedule.at(55)).isBetween(0.4, 0.6);
    assertThat(schedule.at(100)).isBetween(0.0, 0.02);
    assertThat(schedule.at(200)).isZero();
    assertThat(new LearningRateSchedule(0.3, 0, 0.1).at(999)).isEqualTo(0.3);
  }

  @Test
  void theInformationTermFadesButNeverTurnsNegative() {
    InformationSchedule schedule = new InformationSchedule(2);
    assertThat(schedule.at(1)).isEqualTo(2);
    assertThat(schedule.at(2)).isCloseTo(1.802, within(1e-9));
    for (int epoch = 10; epoch < 100; epoch++) {
      assertThat(schedule.at(epoch)).isGreaterThanOrEqualTo(0.02);
    }
  }

  @Test
  void anEpochHasEveryExampleOnceInBatchesOfSimilarLength() {
    Random random = new Random(1);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      examples.add(new Example(PieceSequence.ofWords(new int[1 + random.nextInt(60)]), 0, i));
    }
    BatchPlanner planner = new BatchPlanner(examples, 256, 0);
    List<List<Example>> batches = planner.epoch(3);
    List<Example> all = batches.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(500);
    assertThat(new HashSet<>(all)).hasSize(500);
    long cells = 0;
    long tokens = 0;
    for (List<Example> batch : batches) {
      int longest = batch.stream().mapToInt(e -> e.pieces().length()).max().orElseThrow();
      assertThat(longest * batch.size()).isLessThanOrEqualTo(256);
      cells += (long) longest * batch.size();
      tokens += batch.stream().mapToInt(e -> e.pieces().length()).sum();
    }
    assertThat((double) tokens / cells).isGreaterThan(0.85);
    assertThat(planner.epoch(3)).isEqualTo(batches);
    assertThat(planner.epoch(4)).isNotEqualTo(batches);
  }
}
