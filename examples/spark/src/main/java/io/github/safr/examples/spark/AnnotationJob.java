package io.github.safr.examples.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Annotates the rows that the output does not have yet.
 *
 * <p>All rows with the same id are done by the same task, and the file of a task appears as a
 * whole. So of an id the output has all rows or none, and it can be told by ids alone what is left
 * to do.
 *
 * @param rowsPerTask rows that a task annotates, on average
 */
record AnnotationJob(SparkSession spark, InputTable input, OutputFolder output, int rowsPerTask) {

  /**
   * What a run has to do.
   *
   * @param rows those that the output does not have
   * @param left how many these are
   * @param tasks how many tasks they are cut into
   */
  record Work(Dataset<Row> rows, long left, int tasks) {}

  /**
   * What the output holds.
   *
   * @param rows rows of all runs together
   * @param errors how many of them say that there is no decision
   */
  record Content(long rows, long errors) {}

  /** Finds out what there is to do. */
  Work plan() throws JobException {
    Dataset<Row> all = input.read(spark);
    Dataset<Row> done = output.content(spark, ResultRows.ID).distinct();
    Dataset<Row> rows =
        all.join(done, all.col(ResultRows.ID).eqNullSafe(done.col(ResultRows.ID)), "left_anti");
    long left = rows.count();
    long slots = spark.sparkContext().defaultParallelism();
    long tasks = Math.max((left + rowsPerTask - 1) / rowsPerTask, Math.min(left, slots));
    return new Work(rows, left, (int) Math.min(Integer.MAX_VALUE, tasks));
  }

  /** Does it. What tasks have finished stays, however this ends. */
  void run(Work work, MapPartitionsFunction<Row, Row> annotate) throws IOException {
    if (work.left() > 0) {
      output.append(
          work.rows()
              .repartition(work.tasks(), col(ResultRows.ID))
              .mapPartitions(annotate, Encoders.row(ResultRows.SCHEMA)));
    }
    output.finish();
  }

  /** Counts what the output holds now. */
  Content content() {
    Row counts =
        output
            .content(spark, ResultRows.ID, ResultRows.ERROR)
            .agg(count(lit(1)), count(col(ResultRows.ERROR)))
            .first();
    return new Content(counts.getLong(0), counts.getLong(1));
  }
}
