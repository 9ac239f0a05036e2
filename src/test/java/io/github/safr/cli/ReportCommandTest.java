package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {

  @TempDir Path folder;
  private Path in;
  private Path annotated;
  private Path out;

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    annotated = folder.resolve("annotated");
    out = folder.resolve("report");
    Files.writeString(in.resolve("a.txt"), "A good film. A dull end.");
    Files.writeString(in.resolve("b.txt"), "A bad film.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xmi", "xmi-1.1", "json"})
  void reportsOnWhatAnnotateWrote(String format) throws IOException {
    annotate("--output-format", format);

    CommandRun run = CommandRun.of("report", "--input", annotated, "--output", out);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines(out.resolve("index.html").toString());
    assertThat(run.err()).contains("Report on 2 documents with 3 decisions in ");
    assertThat(Folders.names(out))
        .containsExactly(
            "documents/00001.html",
            "documents/00002.html",
            "index.html",
            "report.css",
            "report.js");
    assertThat(Files.readString(out.resolve("index.html")))
        .contains("Explanation report: <bdi>annotated</bdi>")
        .doesNotContain(folder.toString());
  }

  @Test
  void writesOneFileIfItIsNamedLikeAPage() throws IOException {
    annotate();
    Path file = folder.resolve("new/one.html");

    CommandRun run =
        CommandRun.of("report", "--input", annotated, "--output", file, "--title", "<Mine>");

    assertThat(run.exitCode()).isZero();
    assertThat(Folders.names(file.getParent())).containsExactly("one.html");
    assertThat(Files.readString(file))
        .contains("Explanation report: <bdi>&lt;Mine&gt;</bdi>", "id=\"document-2\"");
  }

  @Test
  void saysWhatItSkipped() throws IOException {
    annotate();
    Files.writeString(annotated.resolve("a.txt.xmi"), "nothing");

    CommandRun run = CommandRun.of("report", "--input", annotated, "--output", out);

    assertThat(run.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.err())
        .contains(
            "warning: 'a.txt.xmi' skipped: ",
            "Report on 1 document with 1 decision in ",
            ", skipped 1.");
  }

  @Test
  void failsWithoutAnnotatedDocuments() {
    CommandRun run = CommandRun.of("report", "--input", in, "--output", out);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("No annotated documents in '" + in).doesNotContain("\tat ");
    assertThat(out).doesNotExist();
  }

  @Test
  void failsWhereTheOutputCannotBe() throws IOException {
    annotate();
    Files.writeString(out, "a file");

    CommandRun run = CommandRun.of("report", "--input", annotated, "--output", out);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("The report cannot be written to '" + out, "it is a file");
    assertThat(out).hasContent("a file");
  }

  @Test
  void warnsOfDecisionsWithoutReasons() throws IOException {
    annotate("--no-explain");

    CommandRun run = CommandRun.of("report", "--input", annotated, "--output", out);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("warning: No decision has an explanation");
  }

  @Test
  void annotateReportsAndShowsTheText() throws IOException {
    CommandRun run = annotate("--report", out, "--show");

    assertThat(run.out())
        .contains("  A {+good} film.", "  A {+dull} end.")
        .contains(out.resolve("index.html").toString())
        .doesNotContain("\u001B");
    assertThat(out.resolve("documents/00002.html")).exists();
  }

  private CommandRun annotate(Object... more) {
    Object[] arguments = new Object[more.length + 5];
    Object[] first = {"annotate", "--input", in, "--output", annotated};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exitCode()).isZero();
    return run;
  }
}
