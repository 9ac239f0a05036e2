package io.github.safr.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.explanations.ExplainedUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What becomes of a row when the pipeline fails on it. */
class RowAnnotatorTest {

  private static final AnnotationSettings SETTINGS =
      new AnnotationSettings("m", "m-1", "cpu", Unit.DOCUMENT, "en", 10, 5, 3, 1000);

  @Test
  void aTextThatThePipelineFailsOnSaysWhyWithoutBeingQuoted() {
    List<Row> rows =
        annotator(new IllegalArgumentException("No model for a secret")).annotate(row("secret"));
    List<Row> foreign =
        annotator(throwable(new NumberFormatException("For input string: \"secret\"")))
            .annotate(row("secret"));

    assertThat(rows).singleElement().extracting(row -> row.getString(0)).isEqualTo("id");
    assertThat(error(rows)).isEqualTo("No model for a secret");
    assertThat(error(foreign)).contains("NumberFormatException").doesNotContain("secret");
  }

  @Test
  void aTextThatExhaustsTheStackOrTheHeapCostsNoOther() {
    assertThat(error(annotator(new StackOverflowError()).annotate(row("deep"))))
        .contains("StackOverflowError");
    assertThat(error(annotator(new OutOfMemoryError()).annotate(row("huge"))))
        .contains("Not enough memory");
  }

  @Test
  void aMachineOnWhichNothingWorksFailsTheTask() {
    RowAnnotator annotator = annotator(new IllegalStateException("The card is gone."));

    for (int i = 1; i < RowAnnotator.MOST_FAILURES_IN_A_ROW; i++) {
      annotator.annotate(row("good"));
    }

    assertThatThrownBy(() -> annotator.annotate(row("good")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "20 texts in a row failed on this machine, the last one with: The card is gone.");
  }

  @Test
  void whatFailsBecauseTheTaskIsStoppedIsNoResult() {
    RowAnnotator annotator =
        new RowAnnotator(SETTINGS, failing(new IllegalStateException("Interrupted.")), () -> true);

    assertThatThrownBy(() -> annotator.annotate(row("good"))).hasMessage("The task was stopped.");
  }

  @Test
  void anotherModelThanAtTheStartFailsTheTask() {
    ExplainedUnit other =
        new ExplainedUnit(
            0, 4, "good", "a", 1, Map.of("a", 1.0), "m-2", List.of(), List.of(), List.of(), null);
    RowAnnotator annotator =
        new RowAnnotator(
            SETTINGS,
            new TextPipeline() {
              @Override
              public <R> R annotate(String text, Function<List<ExplainedUnit>, R> reader) {
                return reader.apply(List.of(other));
              }
            },
            () -> false);

    assertThatThrownBy(() -> annotator.annotate(row("good")))
        .hasMessageContaining("is m-2 on this machine and m-1 where the run was started");
  }

  private static RowAnnotator annotator(Throwable failure) {
    return new RowAnnotator(SETTINGS, failing(failure), () -> false);
  }

  private static TextPipeline failing(Throwable failure) {
    return new TextPipeline() {
      @Override
      public <R> R annotate(String text, Function<List<ExplainedUnit>, R> reader) {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      }
    };
  }

  /** As if thrown by somebody else's code. */
  private static Throwable throwable(RuntimeException failure) {
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("org.other.Parser", "parse", null, 1)});
    return failure;
  }

  private static Row row(String text) {
    return RowFactory.create("id", text, null, "file:/in.jsonl");
  }

  private static String error(List<Row> rows) {
    return rows.get(0).getString(ResultRows.SCHEMA.fieldIndex(ResultRows.ERROR));
  }
}
