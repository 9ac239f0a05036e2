package io.github.safr.examples.spark;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;

/** Runs the command in this JVM, on four task slots. */
final class Command {

  static final String MODEL = "en-sentiment-paper";

  private Command() {}

  /**
   * How a run ended.
   *
   * @param err what it said
   */
  record Result(int exitCode, String err) {}

  /** The one session of all tests. */
  static SparkSession spark() {
    return SparkSession.builder()
        .master("local[4]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 4)
        .getOrCreate();
  }

  static Result run(String... arguments) {
    return run(AnnotateRows::new, arguments);
  }

  /**
   * Runs the command with the small model.
   *
   * @param annotation what tasks do
   */
  static Result run(
      Function<AnnotationSettings, MapPartitionsFunction<Row, Row>> annotation,
      String... arguments) {
    List<String> all = new ArrayList<>(List.of("--model", MODEL, "--device", "cpu"));
    all.addAll(List.of(arguments));
    return bare(annotation, all.toArray(String[]::new));
  }

  /** Runs the command with these arguments and no others. */
  static Result bare(
      Function<AnnotationSettings, MapPartitionsFunction<Row, Row>> annotation,
      String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = AnnotateTable.commandLine(Command::spark, annotation);
    command.setErr(new PrintWriter(err));
    return new Result(command.execute(arguments), err.toString());
  }
}
