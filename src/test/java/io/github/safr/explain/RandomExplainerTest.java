package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomExplainerTest {

  private final SetFunction model = SetFunction.of(kept -> 0.5);

  @Test
  void drawsUniformly() {
    double[] scores = model.explain(new RandomExplainer(1), 100_000);
    assertThat(Arrays.stream(scores)).allMatch(score -> score >= 0 && score < 1);
    for (double share : new double[] {0.1, 0.5, 0.9}) {
      double below = Arrays.stream(scores).filter(score -> score < share).count() / 1e5;
      assertThat(below).isCloseTo(share, within(0.01));
    }
  }

  @Test
  void drawsAnewWithAnotherSeed() {
    assertThat(model.explain(new RandomExplainer(1), 4))
        .isNotEqualTo(model.explain(new RandomExplainer(2), 4));
  }

  @Test
  void asksNothing() {
    new RandomExplainer(1).explain(List.of(model.text(3)), model.classifier());
    assertThat(model.classifier().asked()).isZero();
  }
}
