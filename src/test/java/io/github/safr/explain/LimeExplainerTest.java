package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.PartialText;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimeExplainerTest {

  private static final double[] WEIGHTS = {0.3, -0.2, 0.1, 0.05, 0, -0.05, 0.15, 0.02};

  @Test
  void similarityFallsWithTheCosine() {
    assertThat(LimeExplainer.similarity(4, 4)).isEqualTo(1);
    assertThat(LimeExplainer.similarity(1, 4)).isCloseTo(Math.exp(-2), within(1e-15));
    assertThat(LimeExplainer.similarity(1, 2)).isCloseTo(0.50343961675555, within(1e-13));
    assertThat(LimeExplainer.similarity(0, 7)).isCloseTo(Math.exp(-8), within(1e-15));
  }

  /**
   * With one token every sample but the first is empty. Two points of weight 1 and {@code b = 999
   * exp(-8)} have the weighted variance {@code s = b / (1 + b)}, and the slope between them shrinks
   * by {@code s / (s + 1)}.
   */
  @Test
  void aSingleTokenIsWorthAShrunkDifference() {
    double b = 999 * Math.exp(-8);
    double variance = b / (1 + b);
    assertThat(SetFunction.additive(0.1, 0.6).explain(new LimeExplainer(3), 1))
        .containsExactly(new double[] {0.6 * variance / (variance + 1)}, within(1e-12));
  }

  @Test
  void recoversTheOrderOfALinearModel() {
    double[] scores = linear().explain(new LimeExplainer(3), WEIGHTS.length);
    for (int i = 0; i < WEIGHTS.length; i++) {
      assertThat(scores[i]).isCloseTo(WEIGHTS[i], within(0.02));
      for (int j = 0; j < WEIGHTS.length; j++) {
        assertThat(scores[i] > scores[j]).isEqualTo(WEIGHTS[i] > WEIGHTS[j]);
      }
    }
  }

  @Test
  void ofManySamplesThePriceIsSmall() {
    assertThat(linear().explain(new LimeExplainer(3, 50_000), WEIGHTS.length))
        .containsExactly(WEIGHTS, within(1e-3));
  }

  /** Equal words may get different scores, since a feature is a token at its position. */
  @Test
  void tokensAreToldApartByTheirPosition() {
    SetFunction model = SetFunction.of(kept -> kept.get(3) ? 0.9 : 0.1);
    ExplainedText text = model.text(List.of("good", "and", "very", "good", "too"));
    double[] scores = new LimeExplainer(3).explain(List.of(text), model.classifier()).get(0);
    assertThat(scores[3]).isGreaterThan(0.7);
    assertThat(scores[0]).isBetween(-0.05, 0.05);
  }

  @Test
  void anyNumberOfTokensIsAsLikelyToBeRemoved() {
    int[] left = new int[30];
    SetFunction model = SetFunction.of(BitSet::cardinality);
    model.explain(new LimeExplainer(3, 30_001), 30);
    model.calls().stream()
        .flatMap(List::stream)
        .map(PartialText::kept)
        .filter(kept -> kept.cardinality() >= 6 && kept.cardinality() <= 24)
        .forEach(kept -> left[kept.cardinality()]++);
    // Sets of middle size hardly ever repeat. Five standard deviations around the mean.
    for (int size = 6; size <= 24; size++) {
      assertThat(left[size]).isBetween(845, 1155);
    }
  }

  @Test
  void asksAboutASampleOnceAndNeverAboutTheWholeText() {
    SetFunction model = linear();
    model.explain(new LimeExplainer(3), 3);
    assertThat(model.classifier().asked()).isEqualTo(7);
    assertThat(model.calls().get(0)).doesNotHaveDuplicates();
    assertThat(model.calls().get(0)).noneMatch(rest -> rest.kept().cardinality() == 3);
  }

  @Test
  void asksAtMostOnceASample() {
    SetFunction model = SetFunction.of(kept -> 0.5);
    model.explain(new LimeExplainer(3), 200);
    assertThat(model.classifier().asked()).isBetween(900L, 999L);
  }

  @Test
  void oneSampleIsNotEnough() {
    assertThatThrownBy(() -> new LimeExplainer(3, 1)).hasMessageContaining("not 1");
  }

  private static SetFunction linear() {
    return SetFunction.additive(0.4, WEIGHTS);
  }
}
