package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.Explanation;
import io.github.safr.model.Prediction;
import io.github.safr.model.TokenAllocation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllocationMeansTest {

  @Test
  void areOverAllTokensOfAllTextsInTheBlock() {
    AllocationMeans means =
        AllocationMeans.NONE
            .with(List.of(prediction(0.2, 0.4)), 2)
            .with(List.of(prediction(0.9)), 2);
    assertThat(means.tokens()).isEqualTo(3);
    assertThat(means.capacity()).isCloseTo(0.5, within(1e-12));
    assertThat(means.interference()).isCloseTo(1.0, within(1e-12));
    assertThat(means.effectiveNeurons()).isCloseTo(5.0, within(1e-12));
  }

  @Test
  void ofNothingAreNothing() {
    assertThat(AllocationMeans.NONE.with(List.of(prediction(0.2)), 3))
        .isEqualTo(AllocationMeans.NONE);
  }

  private static Prediction prediction(double... capacities) {
    double[] zeros = new double[capacities.length];
    List<List<TokenAllocation>> allocations =
        Arrays.stream(capacities)
            .mapToObj(capacity -> List.of(allocation(1, 0), allocation(2, capacity)))
            .toList();
    return new Prediction(
        "a",
        1,
        new double[] {1, 0},
        Optional.of(new Explanation(zeros, zeros, zeros, List.of(), allocations)));
  }

  private static TokenAllocation allocation(int layer, double capacity) {
    return new TokenAllocation(
        layer,
        1,
        capacity,
        2 * capacity,
        10 * capacity,
        new int[] {1},
        new double[] {1},
        new double[0]);
  }
}
