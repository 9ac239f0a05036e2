package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.io.WordListAnnotator;
import io.github.safr.io.journal.RunFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.fit.component.JCasAnnotator_ImplBase;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections of all kinds through {@code annotate}, stopped and resumed. */
class CollectionTest {

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @Test
  void readsFilesOfEveryKindTogether() throws IOException {
    write("a.txt", "A good film.");
    write("b.csv", "text,id\nGood.,x/y\nBad.,../z\n");
    write("c.tsv", "text\nDull.\n");
    write("d.jsonl", "{\"text\": \"Lovely.\"}\n");
    CommandRun run = annotate(in + "/*", "--no-explain");
    assertThat(run.err()).doesNotContain("warning");
    assertThat(run.exitCode()).isZero();
    assertThat(Folders.names(out))
        .containsExactly(
            ".safr/journal.jsonl",
            ".safr/lock",
            "TypeSystem.xml",
            "a.txt.xmi",
            "b.csv/000000/b-0000001.xmi",
            "b.csv/000000/b-0000002.xmi",
            "c.tsv/000000/c-0000001.xmi",
            "d.jsonl/000000/d-0000001.xmi");
    assertThat(run.out().lines())
        .hasSize(5)
        .element(2)
        .asString()
        .matches("b.csv/000000/b-0000002 +negative  0.73  sentences: 1 negative");
  }

  @Test
  void annotatesWhatIsAnnotated() throws IOException {
    write("a.txt", "A good film.");
    write("b.txt", "A bad film.");
    annotate(in.toString());
    Path again = folder.resolve("again");
    CommandRun run =
        CommandRun.of(
            "annotate",
            "--format",
            "xmi",
            "--unit-type",
            "io.github.safr.type.Sentence",
            "--token-type",
            "io.github.safr.type.Token",
            "--input",
            out,
            "--output",
            again);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("a.txt.xmi ", "units: ");
    assertThat(Folders.names(again))
        .containsExactly(
            ".safr/journal.jsonl", ".safr/lock", "TypeSystem.xml", "a.txt.xmi", "b.txt.xmi");
    assertThat(Files.readString(again.resolve("a.txt.xmi")).split("<type:Classification "))
        .as("its own and the new one")
        .hasSizeGreaterThan(2);
  }

  @Test
  void saysThatATypeIsMissing() throws IOException {
    write("a.xmi", "");
    CommandRun run = annotate(in + "/a.xmi", "--token-type", "org.example.Word");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("No type system declares 'org.example.Word', which --token-type names.");
  }

  @Test
  void rowsAndTheirAnnotatedTwinsDoNotShareAFile() throws IOException {
    write("reviews.csv", "text\nGood.\n");
    annotate(in + "/reviews.csv");
    Path old = Files.move(out, folder.resolve("old"));
    CommandRun run =
        CommandRun.of(
            "annotate", "--input", in + "/reviews.csv", old + "/**/*.xmi", "--output", out);
    assertThat(run.exitCode()).isZero();
    assertThat(Folders.names(out))
        .contains(
            "reviews.csv/000000/reviews-0000001.xmi", "reviews-2.csv/000000/reviews-0000001.xmi");
  }

  @Test
  void typesThatCannotBeAreToldWithTheirFile() throws IOException {
    write("a.txt", "A good film.");
    write(
        "b.json",
        "{\"%TYPES\": {\"a.X\": {\"%SUPER_TYPE\": \"a.Y\"}},"
            + " \"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"a.X\"}]}");
    CommandRun json = annotate(in + "/*");
    assertThat(json.exitCode()).isEqualTo(3);
    assertThat(json.err()).contains("'b.json' skipped: ", "declares types that cannot be");
    write("c.xmi", "");
    write(
        "TypeSystem.xml",
        "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\"><types>"
            + "<typeDescription><name>a.X</name><description/>"
            + "<supertypeName>a.Y</supertypeName></typeDescription>"
            + "</types></typeSystemDescription>");
    CommandRun xmi = annotate(in + "/*", "--overwrite");
    assertThat(xmi.exitCode()).isEqualTo(1);
    assertThat(xmi.err())
        .contains(
            "The types of the documents contradict those of the pipeline, or lack",
            "in/TypeSystem.xml'")
        .doesNotContain("Unexpected");
  }

  @Test
  void refusesToReplaceWhatItReads() throws IOException {
    write("a.txt", "Good.");
    annotate(in.toString());
    CommandRun run = annotate(out + "/a.txt.xmi", "--overwrite");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("lies in the output folder");
  }

  @Test
  void aStoppedRunGoesOnAndEndsLikeOneThatWasNot() throws IOException {
    writeTexts(40);
    write("r.tsv", "text\n" + "Good and bad.\n".repeat(50));
    write("bad.jsonl", "{oops\n");
    String pattern = in + "/*";
    Path undisturbed = folder.resolve("undisturbed");
    CommandRun whole = CommandRun.of("annotate", "--input", pattern, "--output", undisturbed);
    assertThat(whole.exitCode()).isEqualTo(3);

    List<Integer> codes = new ArrayList<>();
    StringBuilder told = new StringBuilder();
    for (int stops = 0; stops < 4; stops++) {
      CommandRun run = stoppedAfter(15, pattern, "--resume");
      codes.add(run.exitCode());
      told.append(run.out());
    }
    assertThat(codes).containsOnly(1);
    assertThat(annotate(pattern).err())
        .contains("was stopped after ", "Go on with --resume, or start again with --overwrite.");
    CommandRun last = annotate(pattern, "--resume");
    assertThat(last.exitCode()).isEqualTo(3);
    assertThat(last.err()).contains(" before, skipped 1 ");
    told.append(last.out());

    assertThat(Folders.content(out)).isEqualTo(Folders.content(undisturbed));
    assertThat(told.toString().lines().toList())
        .as("every document is told once, in order")
        .isEqualTo(whole.out().lines().toList());
  }

  @Test
  void aFinishedRunHasNothingToDoButWhatFailed() throws IOException {
    write("a.txt", "Good.");
    write("b.txt", "FAIL");
    assertThat(annotate(in.toString()).exitCode()).isEqualTo(3);
    assertThat(annotate(in.toString(), "--resume").exitCode()).isEqualTo(3);
    write("b.txt", "Bad.");
    CommandRun retry = annotate(in.toString(), "--resume");
    assertThat(retry.exitCode()).isZero();
    assertThat(retry.out()).startsWith("b.txt ").doesNotContain("a.txt");
    assertThat(retry.err()).contains("Annotated 1 document in ", ", 1 before; XMI in");
    CommandRun again = annotate(in.toString(), "--resume");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).contains("Nothing to do: all of 2 documents are annotated");
    assertThat(annotate(in.toString()).out()).contains("a.txt", "b.txt");
  }

  @Test
  void aRunGoesOnWithTheSameSettingsOnly() throws IOException {
    writeTexts(9);
    assertThat(stoppedAfter(2, in.toString()).exitCode()).isEqualTo(1);
    for (String other :
        List.of(
            "--unit document",
            "--language de",
            "--no-explain",
            "--model other",
            "--format text",
            "--output-format json",
            "--view other",
            "--text-column body")) {
      List<String> options = new ArrayList<>(List.of(other.split(" ")));
      options.add("--resume");
      CommandRun run = annotate(in.toString(), options.toArray(String[]::new));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("was begun with another " + other.split(" ")[0] + ": '", "--overwrite");
    }
    assertThat(annotate(in.toString(), "--resume", "--device", "cpu").exitCode()).isZero();
  }

  @Test
  void startsAgainIfToldTo() throws IOException {
    writeTexts(9);
    stoppedAfter(5, in.toString());
    CommandRun run = annotate(in.toString(), "--overwrite", "--no-explain");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).hasLineCount(9);
  }

  @Test
  void twoRunsDoNotShareAFolder() throws IOException {
    writeTexts(2);
    try (RunFolder other = RunFolder.take(out)) {
      CommandRun run = annotate(in.toString());
      assertThat(other.past()).isEmpty();
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("Another run writes into '" + out);
    }
    assertThat(annotate(in.toString()).exitCode()).isZero();
  }

  @Test
  void whatMayStandForMoreIsLookedAtAgain() throws IOException {
    write("a.txt", "Good.");
    write("b.csv", "review\nGood.\nBad.\n");
    CommandRun first = annotate(in + "/*");
    assertThat(first.exitCode()).isEqualTo(3);
    assertThat(first.err()).contains("Repair it, and go on with --resume.");
    assertThat(annotate(in + "/*").err()).contains("Go on with --resume, or start again");
    write("b.csv", "text\nGood.\nBad.\n");
    CommandRun repaired = annotate(in + "/*", "--resume");
    assertThat(repaired.exitCode()).isZero();
    assertThat(repaired.out()).contains("b-0000001", "b-0000002").doesNotContain("a.txt");
    assertThat(annotate(in + "/*", "--resume").err()).contains("all of 3 documents");
  }

  @Test
  void aTableThatBrokeOffIsReadToItsEndOnceItIsWhole() throws IOException {
    byte[] whole = packed("text\n" + "Good and bad.\n".repeat(9));
    Path table = in.resolve("r.tsv.gz");
    write("a.txt", "Good.");
    Files.write(table, Arrays.copyOf(whole, whole.length / 2));
    assertThat(annotate(in + "/*").exitCode()).isEqualTo(3);
    assertThat(Folders.names(out)).hasSizeLessThan(2 + 1 + 1 + 9);
    Files.write(table, whole);
    CommandRun repaired = annotate(in + "/*", "--resume");
    assertThat(repaired.exitCode()).isZero();
    assertThat(Folders.names(out)).hasSize(2 + 1 + 1 + 9);
  }

  @Test
  void aRepairedRowMayHaveAnotherName() throws IOException {
    write("r.csv", "id,text\n1,Good.\n2\n");
    assertThat(annotate(in + "/*", "--id-column", "id").exitCode()).isEqualTo(3);
    write("r.csv", "id,text\n1,Good.\n2,Bad.\n");
    CommandRun repaired = annotate(in + "/*", "--id-column", "id", "--resume");
    assertThat(repaired.exitCode()).isZero();
    assertThat(repaired.out()).startsWith("r.csv/000000/0000002-2 ");
  }

  @Test
  void whatFailedAndIsGoneIsNotDone() throws IOException {
    write("a.txt", "Good.");
    write("b.txt", "FAIL");
    write("c.txt", "FAIL");
    annotate(in.toString());
    Files.delete(in.resolve("b.txt"));
    write("c.txt", "Bad.");
    CommandRun retry = annotate(in.toString(), "--resume");
    assertThat(retry.exitCode()).isEqualTo(3);
    assertThat(retry.out()).startsWith("c.txt ");
    assertThat(retry.err()).contains("1 document that failed before cannot be found any more.");
    assertThat(annotate(in.toString(), "--resume").exitCode()).isEqualTo(3);
    write("b.txt", "Good.");
    assertThat(annotate(in.toString(), "--resume").exitCode()).isZero();
    assertThat(annotate(in.toString(), "--resume").err()).contains("all of 3 documents");
  }

  @Test
  void aRunThatAnnotatedNothingMayStartAgain() throws IOException {
    write("b.csv", "review\nGood.\n");
    assertThat(annotate(in + "/*").exitCode()).isEqualTo(1);
    assertThat(annotate(in + "/*", "--text-column", "review").exitCode()).isZero();
  }

  @Test
  void inputsWithSpacesAreToldApart() throws IOException {
    for (int i = 0; i < 9; i++) {
      write(i + ".txt", "Good.");
    }
    Path odd = Path.of(in + " " + in);
    Files.createDirectories(odd);
    assertThat(stoppedAfter(2, in.toString(), "--input", in.toString()).exitCode()).isEqualTo(1);
    CommandRun run = annotate(odd.toString(), "--resume");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("was begun with another --input");
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Interrupts the command when so many documents of the collection have been annotated. */
  private CommandRun stoppedAfter(int documents, String input, String... options) {
    Interrupter.afterwards(documents, Thread.currentThread());
    PipelineFactory pipelines =
        choice -> {
          AggregateBuilder both = new AggregateBuilder();
          both.add(WordListAnnotator.description(choice.explain()));
          both.add(Interrupter.description());
          return both.createAggregateDescription();
        };
    CommandRun run = CommandRun.with(pipelines, arguments(input, options));
    Thread.interrupted();
    return run;
  }

  private CommandRun annotate(String input, String... options) {
    return CommandRun.of(arguments(input, options));
  }

  private Object[] arguments(String input, String... options) {
    List<Object> arguments =
        new ArrayList<>(List.of("annotate", "--threads", "2", "--input", input, "--output", out));
    arguments.addAll(List.of(options));
    return arguments.toArray();
  }

  private void writeTexts(int count) throws IOException {
    for (int i = 100; i < 100 + count; i++) {
      write(i + ".txt", "Number " + i + " is good. ".repeat(i % 3 + 1));
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(in.resolve(name), text);
  }

  /** Stands for somebody who stops a run. */
  public static class Interrupter extends JCasAnnotator_ImplBase {

    private static final AtomicInteger LEFT = new AtomicInteger();
    private static volatile Thread command;

    static void afterwards(int documents, Thread thread) {
      LEFT.set(documents);
      command = thread;
    }

    static AnalysisEngineDescription description() throws ResourceInitializationException {
      return AnalysisEngineFactory.createEngineDescription(Interrupter.class);
    }

    @Override
    public void process(JCas jcas) throws AnalysisEngineProcessException {
      if (LEFT.decrementAndGet() == 0) {
        command.interrupt();
      }
    }
  }
}
