package io.github.safr.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were cut off, and those that go on with them. */
class RestartTest {

  private static final int ROWS = 40;

  @TempDir private Path folder;
  private String input;
  private Path out;

  @BeforeEach
  void writeInput() throws IOException {
    input = Texts.write(Texts.many(ROWS), folder.resolve("in.jsonl")).toUri().toString();
    out = folder.resolve("out");
  }

  @Test
  void aRunThatWasCutOffGoesOnWithoutDoingAnythingTwice() throws Exception {
    Command.Result cut = run(FailsLate::new);

    assertThat(cut.exitCode()).isEqualTo(1);
    assertThat(cut.err()).contains("The machine is gone.");
    assertThat(out.resolve(OutputFolder.SUCCESS)).doesNotExist();
    Map<Path, FileTime> before = files();
    long done = rows();
    assertThat(done).isBetween(1L, ROWS - 1L);
    // What a killed run leaves that was writing a file; readers must not see it.
    Path unfinished = out.resolve("_temporary/0/_temporary/attempt_1/part-00000.snappy.parquet");
    Files.createDirectories(unfinished.getParent());
    Files.writeString(unfinished, "PAR1 and then nothing");

    Command.Result rest = run(AnnotateRows::new);

    assertThat(rest.exitCode()).describedAs(rest.err()).isZero();
    assertThat(rest.err()).contains(ROWS - done + " rows to annotate");
    assertThat(out.resolve(OutputFolder.SUCCESS)).exists();
    assertThat(out.resolve("_temporary")).doesNotExist();
    assertThat(files()).containsAllEntriesOf(before);
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(Texts.many(ROWS).keySet());
  }

  @Test
  void aFinishedRunHasNothingToDoUntilThereAreNewRows() throws Exception {
    Path more = folder.resolve("rows");
    Files.createDirectories(more);
    Texts.write(Texts.many(3), more.resolve("a.jsonl"));
    // A line without an id is no reason to do it again and again.
    Files.writeString(more.resolve("b.jsonl"), "no JSON\n");
    String[] arguments = {"--input", more.toUri().toString(), "--output", out.toUri().toString()};

    assertThat(Command.run(arguments).exitCode()).isEqualTo(3);
    Map<Path, FileTime> before = files();
    Command.Result again = Command.run(arguments);

    assertThat(again.err()).contains("The output has all rows");
    assertThat(again.exitCode()).isEqualTo(3);
    assertThat(files()).isEqualTo(before);

    Texts.write(Texts.many(5), more.resolve("c.jsonl"));
    assertThat(Command.run(arguments).err()).contains("2 rows to annotate");
    assertThat(rows()).isEqualTo(6);
  }

  @Test
  void otherOptionsAreRefusedUnlessTheOutputMayBeThrownAway() throws Exception {
    assertThat(run(AnnotateRows::new).exitCode()).isZero();
    Map<Path, FileTime> before = files();

    Command.Result refused = run(AnnotateRows::new, "--unit", "sentence", "--max-words", "3");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("--unit was document, now sentence")
        .contains("--max-words was 10, now 3")
        .contains("--overwrite");
    assertThat(files()).isEqualTo(before);

    Command.Result overwritten = run(AnnotateRows::new, "--unit", "sentence", "--overwrite");

    assertThat(overwritten.exitCode()).isZero();
    assertThat(rows()).isEqualTo(2 * ROWS);
  }

  @Test
  void aFolderOfSomebodyElseIsLeftAlone() throws Exception {
    Files.createDirectories(out);
    Path precious = Files.writeString(out.resolve("precious.parquet"), "mine");

    Command.Result result = run(AnnotateRows::new, "--overwrite");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("is no output of ours");
    assertThat(precious).hasContent("mine");
  }

  private Command.Result run(
      Function<AnnotationSettings, MapPartitionsFunction<Row, Row>> annotation, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of("--input", input, "--output", out.toUri().toString()), Stream.of(more))
            .toList();
    return Command.run(
        annotation,
        Stream.concat(arguments.stream(), Stream.of("--rows-per-task", "2"))
            .toArray(String[]::new));
  }

  /** The tables' files with the times at which they were written. */
  private Map<Path, FileTime> files() throws IOException {
    Map<Path, FileTime> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(out)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        files.put(file, Files.getLastModifiedTime(file));
      }
    }
    return files;
  }

  private List<String> ids() {
    return Command.spark().read().parquet(out.toUri().toString()).collectAsList().stream()
        .map(row -> row.<String>getAs("id"))
        .toList();
  }

  private long rows() {
    return Command.spark().read().parquet(out.toUri().toString()).count();
  }

  /** Annotates, until so many tasks were begun that some of them are finished. */
  private static final class FailsLate implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1L;
    private static final int FIRST_TO_FAIL = 13;
    private static final AtomicInteger BEGUN = new AtomicInteger();

    private final AnnotateRows annotate;

    FailsLate(AnnotationSettings settings) {
      annotate = new AnnotateRows(settings);
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws Exception {
      if (BEGUN.incrementAndGet() >= FIRST_TO_FAIL) {
        throw new IllegalStateException("The machine is gone.");
      }
      return annotate.call(rows);
    }
  }
}
