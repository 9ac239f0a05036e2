package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SingleWordExplainerTest {

  private final SingleWordExplainer singleWord = new SingleWordExplainer();

  @Test
  void aTokenIsWorthWhatItAddsToNothing() {
    assertThat(SetFunction.additive(0.2, 0.5, -0.125, 0).explain(singleWord, 3))
        .containsExactly(new double[] {0.5, -0.125, 0}, within(1e-15));
  }

  @Test
  void knowsNothingOfContext() {
    SetFunction either = SetFunction.of(kept -> kept.get(0) || kept.get(1) ? 0.75 : 0.25);
    assertThat(either.explain(singleWord, 3)).containsExactly(0.5, 0.5, 0);
    SetFunction both = SetFunction.of(kept -> kept.get(0) && kept.get(1) ? 0.75 : 0.25);
    assertThat(both.explain(singleWord, 3)).containsExactly(0, 0, 0);
  }

  @Test
  void asksOnceATokenAndOnceAboutNothing() {
    SetFunction model = SetFunction.additive(0, 0.1, 0.1, 0.1);
    singleWord.explain(List.of(model.text(3), model.text(1)), model.classifier());
    assertThat(model.classifier().asked()).isEqualTo(6);
    assertThat(model.calls()).hasSize(1);
  }
}
