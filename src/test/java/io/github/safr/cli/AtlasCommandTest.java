package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtlasCommandTest {

  @TempDir Path folder;
  private Path annotated;
  private Path page;

  @BeforeEach
  void choosePlaces() {
    annotated = folder.resolve("annotated");
    page = folder.resolve("atlas.html");
  }

  @Test
  void makesAnAtlasOfWhatAnnotateWroteWithLinksToAReport() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("a.txt"), "The film was very good. I liked it.");
    Files.writeString(in.resolve("b.txt"), "The film was bad.");
    Path model = TinyModel.write(folder);
    CommandRun made =
        CommandRun.with(
            new SafrPipelines(),
            "annotate",
            "--input",
            in,
            "--output",
            annotated,
            "--model",
            model);
    assertThat(made.exitCode()).as(made.err()).isZero();
    Path report = folder.resolve("report");
    assertThat(CommandRun.of("report", "--input", annotated, "--output", report).exitCode())
        .isZero();

    CommandRun run =
        CommandRun.of(
            "atlas",
            "--input",
            annotated,
            "--output",
            page,
            "--report",
            report,
            "--compare",
            annotated,
            "--compare-title",
            "The same once more");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(page + System.lineSeparator());
    assertThat(run.err()).containsPattern("Atlas of [1-9][0-9]* neurons from 4 documents in ");
    assertThat(page).content().contains("The same once more").contains("id=\"atlas-1\"");
    assertThat(report.resolve("report.js")).content().startsWith("window.safrAtlas=");
  }

  @Test
  void tellsWhenNoExplanationListsNeurons() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("a.txt"), "Good.");
    CommandRun.of("annotate", "--input", in, "--output", annotated, "--no-explain");

    CommandRun run = CommandRun.of("atlas", "--input", annotated, "--output", page);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("No explanation lists neurons. Annotate without --no-explain");
  }

  @Test
  void refusesWhatItCannotUse() {
    CommandRun output = CommandRun.of("atlas", "--input", annotated, "--output", folder);
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err()).contains("An atlas is one file: end --output in .html.");

    CommandRun title =
        CommandRun.of(
            "atlas", "--input", annotated, "--output", page, "--compare-title", "Without SAFR");
    assertThat(title.exitCode()).isEqualTo(2);
    assertThat(title.err()).contains("name its documents with --compare");

    CommandRun threads =
        CommandRun.of("atlas", "--input", annotated, "--output", page, "--threads", "0");
    assertThat(threads.exitCode()).isEqualTo(2);
    assertThat(threads.err()).contains("a number from 1 to 256");

    CommandRun empty = CommandRun.of("atlas", "--input", annotated, "--output", page);
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(empty.err()).contains("annotated");
    assertThat(page).doesNotExist();
  }
}
