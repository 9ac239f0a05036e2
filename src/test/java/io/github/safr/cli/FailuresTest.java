package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.io.DocumentException;
import io.github.safr.model.ModelException;
import java.io.UncheckedIOException;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void ourOwnWordsAreFoundUnderTheWrappingOfOthers() {
    Throwable failure =
        new AnalysisEngineProcessException(
            new UncheckedIOException(new DocumentException("'a' is gone. Look\nfor it.")));
    // Made here, in our package, this wrapping would pass for our own.
    failure.setStackTrace(new StackTraceElement[0]);
    failure.getCause().setStackTrace(new StackTraceElement[0]);
    assertThat(Failures.sentence(failure)).isEqualTo("'a' is gone. Look for it.");
  }

  @Test
  void theOutermostOfOurWordsCounts() {
    assertThat(Failures.sentence(new ModelException("Outer.", new ModelException("Inner."))))
        .isEqualTo("Outer.");
  }

  @Test
  void wordsOfOthersAreNotTold() {
    NumberFormatException failure = null;
    try {
      Integer.parseInt("secret");
    } catch (NumberFormatException e) {
      failure = e;
    }
    assertThat(Failures.sentence(failure))
        .startsWith("Unexpected java.lang.NumberFormatException at java.base/")
        .doesNotContain("secret");
  }

  @Test
  void namesTheRemedyForWantOfMemory() {
    assertThat(Failures.sentence(new OutOfMemoryError("Java heap space"))).contains("-Xmx");
  }
}
