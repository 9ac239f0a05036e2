package io.github.safr.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.io.WordListAnnotator;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotateCommandTest {

  private static final Path EXAMPLES = Path.of("examples/documents");

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @Test
  void annotatesADirectory() throws IOException {
    CommandRun run = CommandRun.of("annotate", "--input", EXAMPLES, "--output", out);
    assertThat(run.exitCode()).isZero();
    List<String> names = names(EXAMPLES);
    assertThat(names).hasSizeGreaterThanOrEqualTo(10);
    assertThat(names(out))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(names.stream().map(n -> n + ".xmi"), Stream.of("TypeSystem.xml"))
                .toList());
    assertThat(headings(run)).containsExactlyElementsOf(names);
    assertThat(run.err()).contains("Annotated " + names.size() + " documents", "XMI in '" + out);
    assertThat(run.err()).doesNotContain("warning");
  }

  @Test
  void summarisesEachDocumentForAPerson() throws IOException {
    write("a.txt", "A good and lovely film. It is great. The end was dull.");
    write("b.txt", " \n ");
    write("c.txt", "Dull. Bad, bad, bad!");
    CommandRun run = annotate();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            """
            a.txt                           positive  0.64  sentences: 2 positive, 1 negative
                good, lovely, great
            b.txt                           (no text)
            c.txt                           negative  0.90  sentences: 2 negative
                bad, Dull
            """);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void withoutExplanationsTellsLabelsOnly() throws IOException {
    write("a.txt", "A good film.");
    CommandRun run = annotate("--no-explain");
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "a.txt                           positive  0.73  sentences: 1 positive\n");
    assertThat(Files.readString(out.resolve("a.txt.xmi"))).doesNotContain("ImportantToken");
  }

  @Test
  void passesItsOptionsToThePipeline() throws IOException {
    write("a.txt", "Good.");
    List<PipelineChoice> choices = new ArrayList<>();
    PipelineFactory pipelines =
        choice -> {
          choices.add(choice);
          return WordListAnnotator.description();
        };
    CommandRun.with(pipelines, "annotate", "--input", in, "--output", out);
    CommandRun run =
        CommandRun.with(
            pipelines,
            (Object[])
                ("annotate --unit document --device gpu:1 --language de --model m --no-explain"
                        + (" --threads 3 --input " + in + " --output " + out))
                    .split(" "));
    assertThat(run.exitCode()).isZero();
    assertThat(choices)
        .containsExactly(
            new PipelineChoice(
                "en-sentiment",
                null,
                DeviceChoice.AUTO,
                AnnotationChoice.of(Unit.SENTENCE),
                new LanguageChoice(null, "en"),
                true),
            new PipelineChoice(
                "m",
                null,
                DeviceChoice.parse("gpu:1"),
                AnnotationChoice.of(Unit.DOCUMENT),
                new LanguageChoice("de", "en"),
                false));
    assertThat(run.out()).contains("positive").doesNotContain("sentences");
    assertThat(Files.readString(out.resolve("a.txt.xmi"))).contains("language=\"de\"");
  }

  @Test
  void reportsAndSkipsWhatItCannotAnnotate() throws IOException {
    write("a.txt", "Good.");
    Files.write(in.resolve("b.txt"), "Caf\u00e9 de Paris".getBytes(ISO_8859_1));
    write("c.txt", "FAIL with secret words");
    Files.createSymbolicLink(in.resolve("d.txt"), in.resolve("nowhere"));
    write("e.txt", "Bad.");
    CommandRun run = annotate("--threads", "2");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(headings(run)).containsExactly("a.txt", "e.txt");
    assertThat(names(out))
        .containsExactly("TypeSystem.xml", "a.txt.xmi", "e.txt.xmi", "errors.jsonl");
    assertThat(run.err())
        .contains("warning: 'b.txt' skipped: ", "is not UTF-8 (first at byte 3)")
        .contains("warning: 'c.txt' skipped: ")
        .contains("warning: 'd.txt' skipped: ")
        .contains("Annotated 2 documents", "errors.jsonl'); XMI in '" + out)
        .doesNotContain("secret", "\tat ");
  }

  @Test
  void showsStackTracesOnlyIfAsked() throws IOException {
    write("a.txt", "Good.");
    write("c.txt", "FAIL");
    assertThat(annotate("--verbose").err()).contains("\tat ", "IllegalStateException");
    assertThat(annotate().err()).doesNotContain("\tat ");
  }

  @Test
  void failsIfNothingCouldBeAnnotated() throws IOException {
    write("a.txt", "FAIL");
    CommandRun run = annotate();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("None of 1 document could be annotated");
  }

  @Test
  void warnsOfCharactersThatXmlCannotCarry() throws IOException {
    write("a.txt", "Good \0 \u001B[31mred");
    CommandRun run = annotate();
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("warning: 'a.txt': 2 x a character that XMI cannot carry");
    assertThat(out.resolve("a.txt.xmi")).exists();
  }

  @Test
  void writesNoControlCharactersOfStrangers() throws IOException {
    write("\u001B[31mred\u009B\n.txt", "Good.");
    CommandRun run = annotate();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("\uFFFD[31mred\uFFFD .txt").doesNotContain("\u001B");
    assertThat(run.err()).doesNotContain("\u001B", "\u009B");
  }

  @Test
  void keepsTheOrderOfDocumentsWithSeveralThreads() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 100; i < 160; i++) {
      names.add(i + ".txt");
      write(i + ".txt", "Good. ".repeat(i % 7 * 50));
    }
    assertThat(headings(annotate("--threads", "4"))).containsExactlyElementsOf(names);
  }

  @Test
  void saysThatAnInputIsMissing() {
    failsWith(CommandRun.of("annotate", "--input", "nowhere", "--output", out), "'nowhere'");
    assertThat(out).doesNotExist();
  }

  @Test
  void saysThatThereAreNoDocuments() {
    failsWith(annotate(), "No documents in '" + in + "'");
  }

  @Test
  void saysThatItCannotWrite() throws IOException {
    write("a.txt", "Good.");
    Files.createFile(out);
    failsWith(annotate(), "'" + out + "' is a file. Choose another folder.");
  }

  @Test
  void saysWhatIsWrongWithAModel() throws IOException {
    write("a.txt", "Good.");
    PipelineFactory broken =
        choice -> {
          throw new ResourceInitializationException(
              new ModelException("There is no model 'm'. Name a bundled one."));
        };
    CommandRun run = CommandRun.with(broken, "annotate", "--input", in, "--output", out);
    failsWith(run, "There is no model 'm'. Name a bundled one.");
  }

  @Test
  void tellsOfAMistakeOfOursWithoutAStackTrace() throws IOException {
    write("a.txt", "Good.");
    PipelineFactory broken =
        choice -> {
          throw new NullPointerException("secret");
        };
    CommandRun run = CommandRun.with(broken, "annotate", "--input", in, "--output", out);
    failsWith(run, "Unexpected java.lang.NullPointerException at io.github.safr.cli.Annotate");
    assertThat(run.err()).contains("--verbose").doesNotContain("secret");
  }

  @Test
  void runsAgainInTheSameJvm() throws IOException {
    write("a.txt", "Good.");
    CommandRun first = annotate();
    CommandRun second = annotate();
    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void stopsWhenInterrupted() throws IOException {
    write("a.txt", "Good.");
    PipelineFactory interrupting =
        choice -> {
          Thread.currentThread().interrupt();
          return WordListAnnotator.description();
        };
    CommandRun run = CommandRun.with(interrupting, "annotate", "--input", in, "--output", out);
    assertThat(Thread.interrupted()).isFalse();
    failsWith(run, "Stopped after 0 documents; what was finished is whole in '" + out);
    assertThat(annotate("--resume").exitCode()).isZero();
  }

  private static void failsWith(CommandRun run, String sentence) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(sentence).doesNotContain("\tat ");
  }

  private CommandRun annotate(String... more) {
    List<Object> arguments = new ArrayList<>(List.of("annotate", "--input", in, "--output", out));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(in.resolve(name), text);
  }

  private static List<String> headings(CommandRun run) {
    return run.out()
        .lines()
        .filter(line -> !line.startsWith(" "))
        .map(line -> line.split(" ")[0])
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".safr"))
          .sorted()
          .toList();
    }
  }
}
