package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.io.journal.RunFolder;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real command line with a real model, in a JVM of its own that is killed. */
@Timeout(120)
class KilledRunTest {

  private static final int ROWS = 400;
  private static final int LINES = 5;

  @TempDir Path folder;

  @Test
  void aKilledRunGoesOnAndEndsLikeOneThatWasNot() throws Exception {
    Path model = TinyModel.write(folder);
    StringBuilder table = new StringBuilder("text\n");
    for (int i = 0; i < ROWS; i++) {
      table.append("The film number ").append(i).append(" was not very good. I liked it.\n");
    }
    Path input = Files.writeString(folder.resolve("reviews.tsv"), table);
    Path undisturbed = folder.resolve("undisturbed");
    Path out = folder.resolve("out");

    Process child = start(arguments(input, out, model));
    try {
      awaitLines(out.resolve(".safr/journal.jsonl"), LINES, child);
      assertThatThrownBy(() -> RunFolder.take(out)).hasMessageContaining("Another run writes into");
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(Folders.names(out)).hasSizeBetween(LINES, ROWS);
    assertThat(Files.readString(out.resolve(".safr/journal.jsonl"))).doesNotContain("annotated");
    // As if it had been killed in the middle of a write, too.
    Files.writeString(out.resolve(".safr/parts/.killed.part"), "<xmi");

    CommandRun refused = run(input, out, model);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("was stopped after ", "--resume");
    CommandRun resumed = run(input, out, model, "--resume");
    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.out().lines().count()).isBetween(1L, (long) ROWS - LINES + 1);
    assertThat(run(input, undisturbed, model).out()).hasLineCount(ROWS);
    assertThat(Folders.content(out)).isEqualTo(Folders.content(undisturbed));
    assertThat(run(input, out, model, "--resume").err()).contains("Nothing to do");
  }

  private static void awaitLines(Path journal, int lines, Process child) throws Exception {
    while (!Files.exists(journal) || Files.readAllLines(journal).size() < lines) {
      assertThat(child.isAlive()).as("still running").isTrue();
      Thread.sleep(5);
    }
  }

  private static Process start(Object[] arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SafrCommand.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static CommandRun run(Path input, Path output, Path model, String... options) {
    return CommandRun.with(new SafrPipelines(), arguments(input, output, model, options));
  }

  private static Object[] arguments(Path input, Path output, Path model, String... options) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "annotate",
                "--no-explain",
                "--reproducible",
                "--threads",
                4,
                "--device",
                "cpu",
                "--model",
                model,
                "--input",
                input,
                "--output",
                output));
    arguments.addAll(List.of(options));
    return arguments.toArray();
  }
}
