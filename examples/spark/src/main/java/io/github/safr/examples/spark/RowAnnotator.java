package io.github.safr.examples.spark;

import io.github.safr.explanations.ExplainedUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.Row;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;

/** From a row of the input to the rows that it becomes; used by one task. */
final class RowAnnotator {

  /**
   * So many texts in a row that the pipeline fails on are no matter of the texts: the machine is
   * broken. The task then fails, and Spark tries it elsewhere, rather than that all that is left is
   * written down as failed.
   */
  static final int MOST_FAILURES_IN_A_ROW = 20;

  private final AnnotationSettings settings;
  private final TextPipeline pipeline;
  private final BooleanSupplier stopping;
  private int failuresInARow;

  /**
   * @param stopping whether the task is being stopped: what fails then is no failure of a text
   */
  RowAnnotator(AnnotationSettings settings, TextPipeline pipeline, BooleanSupplier stopping) {
    this.settings = settings;
    this.pipeline = pipeline;
    this.stopping = stopping;
  }

  /**
   * Annotates a row of the columns of {@link InputTable}.
   *
   * @return its decisions, or one row that says why there are none
   * @throws IllegalStateException if it is not the row that is at fault
   */
  List<Row> annotate(Row row) {
    String id = row.getString(0);
    String text = row.getString(1);
    String obstacle = obstacle(row, id, text);
    if (obstacle != null) {
      String place = id == null && !row.isNullAt(3) ? " In " + row.getString(3) + "." : "";
      return List.of(ResultRows.failed(id, obstacle + place));
    }
    List<Row> rows;
    try {
      rows = pipeline.annotate(text, units -> ResultRows.of(id, checked(units)));
    } catch (WrongModelException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (AnalysisEngineProcessException
        | RuntimeException
        | StackOverflowError
        | OutOfMemoryError e) {
      return List.of(ResultRows.failed(id, failure(e)));
    }
    failuresInARow = 0;
    return rows.isEmpty() ? List.of(ResultRows.failed(id, "There is no word in the text.")) : rows;
  }

  private String obstacle(Row row, String id, String text) {
    if (!row.isNullAt(2)) {
      return row.getString(2);
    }
    if (id == null) {
      return "The row has no id.";
    }
    if (text == null) {
      return "The text is null.";
    }
    if (text.length() > settings.maxCharacters()) {
      return "The text has %d characters; --max-characters is %d."
          .formatted(text.length(), settings.maxCharacters());
    }
    return null;
  }

  private String failure(Throwable failure) {
    if (stopping.getAsBoolean()) {
      throw new IllegalStateException("The task was stopped.", failure);
    }
    failuresInARow++;
    if (failuresInARow >= MOST_FAILURES_IN_A_ROW) {
      throw new IllegalStateException(
          "%d texts in a row failed on this machine, the last one with: %s"
              .formatted(failuresInARow, Reasons.sentence(failure)),
          failure);
    }
    return Reasons.sentence(failure);
  }

  private List<ExplainedUnit> checked(List<ExplainedUnit> units) {
    for (ExplainedUnit unit : units) {
      if (!settings.modelId().equals(unit.model())) {
        throw new WrongModelException(
            "'%s' is %s on this machine and %s where the run was started. Copy the same model to all machines."
                .formatted(settings.model(), unit.model(), settings.modelId()));
      }
    }
    return units;
  }

  private static final class WrongModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongModelException(String message) {
      super(message);
    }
  }
}
