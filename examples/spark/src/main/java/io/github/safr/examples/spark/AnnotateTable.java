package io.github.safr.examples.spark;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.Versions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command: classifies and explains the texts of a table, on as many machines as Spark has. */
@Command(
    name = "annotate-table",
    header = "Classify and explain the texts of a table with Apache Spark.",
    description = {
      "",
      "Reads JSONL or Parquet and writes a table with a row for each text, or for each sentence:"
          + " label, confidence, probabilities, and why: important words, pairs of words, neurons."
          + " A text that cannot be annotated gets a row that says why. A run that was stopped goes"
          + " on when it is started again."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    usageHelpWidth = 96,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All that was asked for was done.",
      "1:The run failed; standard error says why. What is finished stays.",
      "2:The command was not understood.",
      "3:Finished, but some rows have an error."
    })
public final class AnnotateTable implements Callable<Integer> {

  private static final int OK = 0;
  private static final int FAILURE = 1;
  private static final int USAGE = 2;
  private static final int INCOMPLETE = 3;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders or patterns of JSONL or Parquet, wherever Spark can read.")
  private List<String> input;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Format of the input: jsonl or parquet. Default: by the files' names.")
  private TableFormat format;

  @Option(
      names = "--text-column",
      defaultValue = "text",
      paramLabel = "NAME",
      description = "Column with the texts.")
  private String textColumn;

  @Option(
      names = "--id-column",
      defaultValue = "id",
      paramLabel = "NAME",
      description = "Column that tells rows apart; the output has it as a string.")
  private String idColumn;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to: a new one, or that of a run to go on with.")
  private String output;

  @Option(
      names = "--output-format",
      defaultValue = "parquet",
      paramLabel = "FORMAT",
      description = "parquet or jsonl.")
  private TableFormat outputFormat;

  @Option(
      names = "--overwrite",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Throw away what a run has left in the output folder, and start again.")
  private boolean overwrite;

  @Option(
      names = "--model",
      defaultValue = "en-sentiment",
      paramLabel = "NAME|DIR",
      description = "A bundled model, or a model directory that is on all machines.")
  private String model;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description =
          "Where the model runs: auto (the GPU that Spark assigned, else one that works, else the"
              + " CPU), cpu, gpu or gpu:N.")
  private String device;

  @Option(
      names = "--unit",
      defaultValue = "document",
      paramLabel = "UNIT",
      description = "What gets a row: document (the whole text) or sentence.")
  private Unit unit;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "Language of the texts. Default: the model's.")
  private String language;

  @Option(
      names = "--max-words",
      defaultValue = "10",
      paramLabel = "N",
      description = "Important words of a unit; 0 for all.")
  private int maxWords;

  @Option(
      names = "--max-pairs",
      defaultValue = "5",
      paramLabel = "N",
      description = "Pairs of words of a unit; 0 for all that the model gives.")
  private int maxPairs;

  @Option(
      names = "--max-neurons",
      defaultValue = "3",
      paramLabel = "N",
      description = "Neurons of an important word; 0 for all that the model gives.")
  private int maxNeurons;

  @Option(
      names = "--max-characters",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "Longer texts get a row with an error: memory grows with them.")
  private int maxCharacters;

  @Option(
      names = "--rows-per-task",
      defaultValue = "2000",
      paramLabel = "N",
      description =
          "Rows that a task annotates, and a file holds, on average; a run that is stopped loses"
              + " the tasks in work.")
  private int rowsPerTask;

  @Spec private CommandSpec spec;

  private final Callable<SparkSession> session;
  private final Function<AnnotationSettings, MapPartitionsFunction<Row, Row>> annotation;

  private AnnotateTable(
      Callable<SparkSession> session,
      Function<AnnotationSettings, MapPartitionsFunction<Row, Row>> annotation) {
    this.session = session;
    this.annotation = annotation;
  }

  /** Runs the command; ends the JVM only if its exit code is not 0. */
  public static void main(String... args) {
    int exitCode = commandLine(AnnotateTable::startSpark, AnnotateRows::new).execute(args);
    SparkSession spark = SparkSession.getDefaultSession().getOrElse(() -> null);
    if (spark != null) {
      spark.stop();
    }
    if (exitCode != OK) {
      System.exit(exitCode);
    }
  }

  /**
   * The command line.
   *
   * @param annotation what tasks do
   */
  static CommandLine commandLine(
      Callable<SparkSession> session,
      Function<AnnotationSettings, MapPartitionsFunction<Row, Row>> annotation) {
    return new CommandLine(new AnnotateTable(session, annotation))
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              PrintWriter err = failure.getCommandLine().getErr();
              err.println(failure.getMessage());
              err.println("Try --help.");
              return USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              commandLine.getErr().println(sentence(failure));
              return FAILURE;
            });
  }

  @Override
  public Integer call() throws Exception {
    checkOptions();
    // Before Spark starts: a model that is not there is found in a second, not in a minute.
    ModelManifest manifest = ModelDirectory.manifestOf(model);
    AnnotationSettings settings =
        new AnnotationSettings(
            model,
            manifest.id(),
            device,
            unit,
            language == null ? manifest.language() : language,
            maxWords,
            maxPairs,
            maxNeurons,
            maxCharacters);
    SparkSession spark = session.call();
    OutputFolder folder =
        new OutputFolder(output, outputFormat, spark.sparkContext().hadoopConfiguration());
    AnnotationJob job =
        new AnnotationJob(
            spark, new InputTable(input, format, textColumn, idColumn), folder, rowsPerTask);
    folder.open(inWords(settings), overwrite);
    return run(job, folder, annotation.apply(settings));
  }

  private int run(AnnotationJob job, OutputFolder folder, MapPartitionsFunction<Row, Row> annotate)
      throws JobException, IOException {
    long begin = System.nanoTime();
    AnnotationJob.Work work = job.plan();
    if (work.left() > 0) {
      say("%,d rows to annotate, in %,d tasks.".formatted(work.left(), work.tasks()));
    } else {
      say("The output has all rows of the input already.");
    }
    job.run(work, annotate);
    double seconds = (System.nanoTime() - begin) / 1e9;
    AnnotationJob.Content content = job.content();
    say(
        "Annotated %,d rows in %.1f s (%.1f a second). '%s' has %,d rows now, %,d of them with an error."
            .formatted(
                work.left(),
                seconds,
                work.left() / seconds,
                folder,
                content.rows(),
                content.errors()));
    return content.errors() == 0 ? OK : INCOMPLETE;
  }

  private void checkOptions() {
    try {
      DeviceChoice.parse(device);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    if (textColumn.equals(idColumn)) {
      throw new ParameterException(
          spec.commandLine(), "--text-column and --id-column are both '" + textColumn + "'.");
    }
    checkAtLeast(0, "--max-words", maxWords);
    checkAtLeast(0, "--max-pairs", maxPairs);
    checkAtLeast(0, "--max-neurons", maxNeurons);
    checkAtLeast(1, "--max-characters", maxCharacters);
    checkAtLeast(1, "--rows-per-task", rowsPerTask);
  }

  private void checkAtLeast(int least, String option, int value) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + "; it must be at least " + least + ".");
    }
  }

  /** What must be the same for a run to go on: all that decides what its rows say. */
  private SortedMap<String, String> inWords(AnnotationSettings settings) {
    SortedMap<String, String> words = new TreeMap<>();
    words.put("version of safr-uima", Versions.own());
    words.put("--input", String.join(" ", input));
    words.put("--format", format == null ? "by name" : format.toString());
    words.put("--text-column", textColumn);
    words.put("--id-column", idColumn);
    words.put("--output-format", outputFormat.toString());
    words.put("--model", settings.modelId());
    words.put("--unit", settings.unit().name().toLowerCase(Locale.ROOT));
    words.put("--language", settings.language());
    words.put("--max-words", String.valueOf(maxWords));
    words.put("--max-pairs", String.valueOf(maxPairs));
    words.put("--max-neurons", String.valueOf(maxNeurons));
    words.put("--max-characters", String.valueOf(maxCharacters));
    return words;
  }

  private void say(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }

  /** Spark's analysis of a query names paths and columns, never a row's content. */
  private static String sentence(Exception failure) {
    if (failure instanceof AnalysisException analysis) {
      return analysis.getMessage().lines().findFirst().orElse("");
    }
    return Reasons.sentence(failure);
  }

  private static SparkSession startSpark() throws JobException {
    if (System.getProperty("spark.master") == null) {
      throw new JobException(
          "There is no spark.master. Start this with spark-submit, or with -Dspark.master=local[4].");
    }
    return SparkSession.builder().appName("safr annotate-table").getOrCreate();
  }
}
