package io.github.safr.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.TinyModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the programs of examples/README.md. */
class ExampleProgramsTest {

  private static final Path DOCUMENTS = Path.of("examples/documents");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void annotateInJavaPrintsEveryDecision(@TempDir Path folder) throws Exception {
    String model = TinyModel.write(folder).toString();
    AnnotateInJava.annotate(model, List.of("The film was good.", "", "Bad, very bad."), out);
    assertThat(printed()).hasSize(4);
    assertThat(printed()).element(0).asString().matches("(positive|negative) 0\\.\\d\\d  \\[.*]");
    assertThat(printed()).element(1).isEqualTo("    The film was good.");
    assertThat(printed()).element(3).isEqualTo("    Bad, very bad.");
  }

  @Test
  void annotateInJavaKnowsPraiseFromComplaint() throws Exception {
    AnnotateInJava.annotate(
        "en-sentiment",
        List.of("A wonderful, touching film.", "A dull, tedious waste of time."),
        out);
    assertThat(printed()).element(0).asString().startsWith("positive");
    assertThat(printed()).element(2).asString().startsWith("negative");
  }

  /** As the guide to the examples calls it. */
  @Test
  void plainUimaFlagsDecisionsByWordsThatMustNotDecide() throws Exception {
    AuditWithPlainUima.audit(
        Path.of("examples/descriptors/AuditedSentiment.xml"),
        List.of(
            DOCUMENTS.resolve("film-review-harbour.txt"), DOCUMENTS.resolve("festival-diary.txt")),
        out);
    assertThat(printed())
        .anyMatch(line -> line.matches("film-review-harbour.txt: \\d+ decisions, \\d+ flagged"))
        .anyMatch(line -> line.matches("festival-diary.txt: \\d+ decisions, [1-9]\\d* flagged"))
        .anyMatch(line -> line.matches(" +'(man|men|woman|old|children)' decided for .*"));
  }

  private List<String> printed() {
    return bytes.toString(UTF_8).lines().toList();
  }
}
