package io.github.safr.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the guide to measuring explanations shows works as it stands there")
class EvaluationGuideTest {

  @TempDir Path folder;

  @Test
  void anExplainerOfOnesOwnIsMeasured() throws Exception {
    assertThat(DocumentedProgram.run(Path.of("docs/evaluation.md"), "MeasureMine", folder))
        .containsPattern("first-words: comprehensiveness -?\\d\\.\\d+, sufficiency -?\\d");
  }
}
