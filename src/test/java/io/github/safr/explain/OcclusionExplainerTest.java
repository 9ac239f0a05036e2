package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OcclusionExplainerTest {

  private final OcclusionExplainer occlusion = new OcclusionExplainer();

  @Test
  void aTokenIsWorthWhatIsLostWithoutIt() {
    assertThat(SetFunction.additive(0.2, 0.5, -0.125, 0).explain(occlusion, 3))
        .containsExactly(new double[] {0.5, -0.125, 0}, within(1e-15));
  }

  @Test
  void ofTokensThatSayTheSameNeitherIsMissed() {
    SetFunction either = SetFunction.of(kept -> kept.get(0) || kept.get(1) ? 0.75 : 0.25);
    assertThat(either.explain(occlusion, 3)).containsExactly(0, 0, 0);
    SetFunction both = SetFunction.of(kept -> kept.get(0) && kept.get(1) ? 0.75 : 0.25);
    assertThat(both.explain(occlusion, 3)).containsExactly(0.5, 0.5, 0);
  }

  @Test
  void explainsTheLabelOfTheText() {
    SetFunction model = SetFunction.additive(0.2, 0.5, -0.125);
    ExplainedText text = model.text(2);
    ExplainedText other = new ExplainedText(text.tokens(), 0, text.probabilities());
    assertThat(occlusion.explain(List.of(other), model.classifier()).get(0))
        .containsExactly(new double[] {-0.5, 0.125}, within(1e-15));
  }

  @Test
  void asksOnceAToken() {
    SetFunction model = SetFunction.additive(0, 0.1, 0.1, 0.1);
    occlusion.explain(List.of(model.text(3), model.text(1)), model.classifier());
    assertThat(model.classifier().asked()).isEqualTo(4);
    assertThat(model.calls()).hasSize(1);
  }
}
