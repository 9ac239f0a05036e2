package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.TinyModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassificationMetricsTest {

  @Test
  void countWhatIsRight() {
    int[] gold = {0, 0, 0, 1, 1, 2};
    int[] predicted = {0, 0, 1, 1, 1, 0};
    ClassificationMetrics metrics =
        ClassificationMetrics.of(List.of("a", "b", "c", "unused"), gold, predicted);
    assertThat(metrics.examples()).isEqualTo(6);
    assertThat(metrics.accuracy()).isCloseTo(4 / 6.0, within(1e-12));
    // a: precision 2/3, recall 2/3; b: precision 2/3, recall 1; c: never predicted.
    assertThat(metrics.macroF1()).isCloseTo((2 / 3.0 + 0.8 + 0) / 3, within(1e-12));
    assertThat(metrics.confusion()[0]).containsExactly(2, 1, 0, 0);
    assertThat(metrics.confusion()[2]).containsExactly(1, 0, 0, 0);
  }

  @Test
  void aModelIsMeasuredByItsOwnPredictions(@TempDir Path folder) {
    List<List<String>> texts = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      texts.add(List.of("the", i % 3 == 0 ? "good" : "bad", "film", "was" + i));
    }
    try (SafrModel model = SafrModel.load(TinyModel.write(folder), DeviceChoice.CPU)) {
      List<String> predicted = model.classify(texts).stream().map(p -> p.label()).toList();
      List<Integer> progress = new ArrayList<>();
      assertThat(ModelEvaluator.evaluate(model, texts, predicted, progress::add).accuracy())
          .isEqualTo(1);
      assertThat(progress).containsExactly(256, 512, 600);
      assertThatThrownBy(
              () -> ModelEvaluator.evaluate(model, texts.subList(0, 1), List.of("odd"), done -> {}))
          .hasMessageContaining("text number 1")
          .hasMessageContaining("negative, positive")
          .as("what stands for the label may be a text")
          .hasMessageNotContaining("odd");
    }
  }
}
