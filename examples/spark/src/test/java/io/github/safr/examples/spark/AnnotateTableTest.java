package io.github.safr.examples.spark;

import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import io.github.safr.explanations.SafrExplanations;
import io.github.safr.explanations.WordNeurons;
import io.github.safr.explanations.WordPair;
import io.github.safr.uima.SafrPipeline;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.spark.sql.Row;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a real model, on four task slots of this JVM. */
class AnnotateTableTest {

  /** Rounding differs with what shares a batch. */
  private static final double ROUNDING = 1e-5;

  @TempDir private Path folder;

  @Test
  void linesOfJsonBecomeParquetThatSaysWhatThePlainPipelineSays() throws Exception {
    Map<String, String> texts = Texts.many(40);
    Path input = Texts.write(texts, folder.resolve("in.jsonl"));

    Command.Result result =
        Command.run("--input", path(input), "--output", out(), "--rows-per-task", "5");

    assertThat(result.err()).contains("40 rows to annotate, in 8 tasks");
    assertThat(result.exitCode()).isZero();
    List<Row> rows = parquet();
    assertThat(rows).hasSize(40);
    Map<String, List<ExplainedRow>> expected = plainly(texts, "Document");
    for (Row row : rows) {
      List<ExplainedRow> units = expected.remove(row.<String>getAs("id"));
      assertThat(units).hasSize(1);
      units.get(0).assertSame(row);
    }
    assertThat(expected).isEmpty();
  }

  @Test
  void parquetBecomesLinesOfJsonWithARowForEachSentence() throws Exception {
    Map<String, String> texts = Texts.many(12);
    Path lines = Texts.write(texts, folder.resolve("in.jsonl"));
    Path table = folder.resolve("in");
    Command.spark()
        .read()
        .json(path(lines))
        .select(col("id").as("case number"), col("text").as("letter"))
        .repartition(3)
        .write()
        .parquet(path(table));

    Command.Result result =
        Command.run(
            "--input",
            path(table),
            "--id-column",
            "case number",
            "--text-column",
            "letter",
            "--output",
            out(),
            "--output-format",
            "jsonl",
            "--unit",
            "sentence");

    assertThat(result.exitCode()).describedAs(result.err()).isZero();
    List<Row> rows = Command.spark().read().schema(ResultRows.SCHEMA).json(out()).collectAsList();
    assertThat(rows).hasSize(24);
    Map<String, List<ExplainedRow>> expected = plainly(texts, "io.github.safr.type.Sentence");
    for (Row row : rows) {
      expected.get(row.<String>getAs("id")).get(row.<Integer>getAs("unit")).assertSame(row);
    }
  }

  @Test
  void oneModelServesAllTasksOfAllRunsInAJvm() throws Exception {
    ExecutorPipelines.closeIdle();
    assertThat(loadedModels()).isEmpty();
    Path input = Texts.write(Texts.many(24), folder.resolve("in.jsonl"));

    Command.run("--input", path(input), "--output", out(), "--rows-per-task", "2");

    List<ObjectName> loaded = loadedModels();
    assertThat(loaded).hasSize(1);
    assertThat(requests(loaded.get(0))).isEqualTo(24);
    assertThat(ExecutorPipelines.idle()).isBetween(1, 4);

    Command.run("--input", path(input), "--output", out() + "2", "--rows-per-task", "2");

    // The same load, by its number, and not one of the same model.
    assertThat(loadedModels()).isEqualTo(loaded);
    assertThat(requests(loaded.get(0))).isEqualTo(48);
  }

  @Test
  void numbersDoNotDependOnHowRowsArePartitioned() throws Exception {
    Path input = Texts.write(Texts.many(20), folder.resolve("in.jsonl"));

    Command.run("--input", path(input), "--output", out() + "1", "--rows-per-task", "100");
    Command.run("--input", path(input), "--output", out() + "2", "--rows-per-task", "1");

    Map<String, Row> few = byId(out() + "1");
    Map<String, Row> many = byId(out() + "2");
    assertThat(many).hasSameSizeAs(few);
    few.forEach((id, row) -> new ExplainedRow(row).assertSame(many.get(id)));
  }

  @Test
  void aRowThatCannotBeAnnotatedSaysWhyAndHoldsUpNobody() throws Exception {
    Path input = folder.resolve("in.jsonl");
    Files.writeString(
        input,
        Texts.line("good", "A charming film.")
            + Texts.line("null", null)
            + "{\"id\": \"no text\"}\n"
            + Texts.line("empty", "")
            + Texts.line("long", "good ".repeat(100))
            + "this is no JSON, and secret\n"
            + "{\"text\": \"A film without an id.\"}\n"
            + "{\"id\": 7, \"text\": \"A dull film.\"}\n");

    Command.Result result =
        Command.run("--input", path(input), "--output", out(), "--max-characters", "400");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("8 rows now, 6 of them with an error");
    List<Row> rows = parquet();
    assertThat(rows).hasSize(8);
    Map<String, String> errors = new HashMap<>();
    List<String> withoutId = new ArrayList<>();
    for (Row row : rows) {
      if (row.getAs("id") == null) {
        withoutId.add(row.getAs("error"));
      } else {
        errors.put(row.getAs("id"), row.getAs("error"));
      }
      assertThat(row.<String>getAs("label") == null).isEqualTo(row.getAs("error") != null);
    }
    assertThat(errors)
        .containsEntry("good", null)
        .containsEntry("7", null)
        .containsEntry("null", "The text is null.")
        .containsEntry("no text", "The text is null.")
        .containsEntry("empty", "There is no word in the text.")
        .containsEntry("long", "The text has 500 characters; --max-characters is 400.")
        .hasSize(6);
    assertThat(withoutId)
        .anyMatch(
            error ->
                error.startsWith("The line is not a JSON object") && error.endsWith("in.jsonl."))
        .anyMatch(error -> error.startsWith("The row has no id. In "))
        .noneMatch(error -> error.contains("secret"));
  }

  @Test
  void whatCannotWorkIsRefusedInASentence() throws Exception {
    Path input = Texts.write(Texts.many(2), folder.resolve("in.jsonl"));

    assertThat(Command.run("--input", path(input), "--output", out(), "--text-column", "body"))
        .isEqualTo(
            new Command.Result(
                1, "The input has no column 'body'. It has: id, text." + System.lineSeparator()));
    assertThat(
            Command.run("--input", path(folder.resolve("nothing.jsonl")), "--output", out() + "2"))
        .matches(result -> result.exitCode() == 1 && result.err().contains("There is no input"));
    assertThat(
            Command.bare(
                AnnotateRows::new, "--input", path(input), "--output", out(), "--model", "none"))
        .matches(
            result -> result.exitCode() == 1 && result.err().contains("no model directory 'none'"));
    assertThat(
            Command.bare(
                AnnotateRows::new, "--input", path(input), "--output", out(), "--device", "tpu"))
        .matches(result -> result.exitCode() == 2 && result.err().startsWith("Unknown device"));
    assertThat(Command.run("--input", path(input)))
        .matches(result -> result.exitCode() == 2 && result.err().contains("--output"));
  }

  @Test
  void aFileThatIsDamagedIsNamed() throws Exception {
    Path parquet =
        Files.writeString(folder.resolve("in.parquet"), "PAR1 is not all there is to it");
    Path compressed = Files.writeString(folder.resolve("in.jsonl.gz"), "not compressed");

    for (Path damaged : List.of(parquet, compressed)) {
      assertThat(Command.run("--input", path(damaged), "--output", out(), "--overwrite"))
          .matches(result -> result.exitCode() == 1)
          .extracting(Command.Result::err)
          .asString()
          .startsWith("Unexpected FAILED_READ_FILE")
          .contains(damaged.getFileName().toString());
    }
  }

  /** What a row of the output is to say. */
  private static final class ExplainedRow {

    private final Map<String, Double> numbers = new HashMap<>();
    private final List<Object> rest = new ArrayList<>();

    /** Of what the pipeline says itself; to be made while the CAS is there. */
    ExplainedRow(ExplainedUnit unit) {
      rest.addAll(List.of(unit.begin(), unit.end(), unit.label(), unit.model()));
      numbers.put("confidence", unit.confidence());
      unit.probabilities().forEach((label, value) -> numbers.put("p " + label, value));
      for (ImportantWord word : unit.importantTokens()) {
        String key = "word " + word.text() + word.begin() + "-" + word.end();
        numbers.put(key + " rank", (double) word.rank());
        numbers.put(key + " importance", word.importance());
        numbers.put(key + " contribution", word.contribution());
        numbers.put(key + " visibility", word.visibility());
      }
      for (WordPair pair : unit.pairs()) {
        String key =
            "pair "
                + pair.first().getCoveredText()
                + pair.first().getBegin()
                + pair.second().getCoveredText()
                + pair.second().getEnd();
        numbers.put(key + " attention", pair.attention());
        numbers.put(key + " interference", pair.interference());
        numbers.put(key + " score", pair.score());
      }
      for (WordNeurons word : unit.allocations()) {
        for (WordNeurons.Neuron neuron : word.neurons()) {
          String key =
              "neuron " + word.text() + word.begin() + " " + word.layer() + " " + neuron.index();
          numbers.put(key + " activation", neuron.activation());
          numbers.put(key + " effect", neuron.effect());
        }
      }
    }

    /** Of a row of the output. */
    ExplainedRow(Row row) {
      rest.addAll(
          List.of(row.getAs("begin"), row.getAs("end"), row.getAs("label"), row.getAs("model")));
      numbers.put("confidence", row.getAs("confidence"));
      row.<String, Double>getJavaMap(row.fieldIndex("probabilities"))
          .forEach((label, value) -> numbers.put("p " + label, value));
      for (Row word : row.<Row>getList(row.fieldIndex("words"))) {
        String key = "word " + word.getAs("text") + word.getAs("begin") + "-" + word.getAs("end");
        numbers.put(key + " rank", word.<Integer>getAs("rank").doubleValue());
        for (String column : List.of("importance", "contribution", "visibility")) {
          numbers.put(key + " " + column, word.getAs(column));
        }
      }
      for (Row pair : row.<Row>getList(row.fieldIndex("pairs"))) {
        String key =
            "pair "
                + pair.getAs("first")
                + pair.getAs("firstBegin")
                + pair.getAs("second")
                + pair.getAs("secondEnd");
        for (String column : List.of("attention", "interference", "score")) {
          numbers.put(key + " " + column, pair.getAs(column));
        }
      }
      for (Row neuron : row.<Row>getList(row.fieldIndex("neurons"))) {
        String key =
            "neuron "
                + neuron.getAs("word")
                + neuron.getAs("begin")
                + " "
                + neuron.getAs("layer")
                + " "
                + neuron.getAs("neuron");
        for (String column : List.of("activation", "effect")) {
          numbers.put(key + " " + column, neuron.getAs(column));
        }
      }
    }

    void assertSame(Row row) {
      ExplainedRow other = new ExplainedRow(row);
      assertThat(other.rest).isEqualTo(rest);
      assertThat(other.numbers).hasSizeGreaterThan(10).containsOnlyKeys(numbers.keySet());
      other.numbers.forEach(
          (name, value) ->
              assertThat(value).describedAs(name).isCloseTo(numbers.get(name), within(ROUNDING)));
    }
  }

  /** What the pipeline says without Spark, one text after the other. */
  private static Map<String, List<ExplainedRow>> plainly(Map<String, String> texts, String unit)
      throws Exception {
    AnalysisEngine engine =
        UIMAFramework.produceAnalysisEngine(
            SafrPipeline.withModel(Command.MODEL)
                .device("cpu")
                .unitType(unit)
                .explaining("maxNeurons", 3)
                .description());
    Map<String, List<ExplainedRow>> rows = new HashMap<>();
    try {
      CAS cas = engine.newCAS();
      for (Map.Entry<String, String> text : texts.entrySet()) {
        cas.reset();
        cas.setDocumentLanguage("en");
        cas.setDocumentText(text.getValue());
        engine.process(cas);
        rows.put(
            text.getKey(),
            SafrExplanations.of(cas).units().stream().map(ExplainedRow::new).toList());
      }
    } finally {
      engine.destroy();
    }
    return rows;
  }

  private static List<ObjectName> loadedModels() throws Exception {
    Set<ObjectName> names =
        ManagementFactory.getPlatformMBeanServer()
            .queryNames(new ObjectName("io.github.safr:type=Model,*"), null);
    return names.stream().sorted(Comparator.comparing(ObjectName::toString)).toList();
  }

  private static long requests(ObjectName model) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    return (Long) server.getAttribute(model, "Requests");
  }

  private List<Row> parquet() {
    return Command.spark().read().parquet(out()).collectAsList();
  }

  private static Map<String, Row> byId(String output) {
    return Command.spark().read().parquet(output).collectAsList().stream()
        .collect(toMap(row -> row.getAs("id"), row -> row));
  }

  private String out() {
    return path(folder.resolve("out"));
  }

  private static String path(Path path) {
    return path.toUri().toString();
  }
}
