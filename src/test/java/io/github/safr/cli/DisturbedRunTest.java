package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.safr.io.WordListAnnotator;
import io.github.safr.io.journal.RunFolder;
import io.github.safr.io.journal.RunJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.fit.component.JCasAnnotator_ImplBase;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.jcas.JCas;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a run when somebody or something interferes in the middle of it. */
@Timeout(120)
class DisturbedRunTest {

  private static final int TEXTS = 60;

  /** What the collection has, beside its texts: in the middle of them, a sign for the disturber. */
  private static final String SIGN = "NOW";

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
    for (int i = 100; i < 100 + TEXTS; i++) {
      Files.writeString(in.resolve(i + ".txt"), "Number " + i + " is good. ".repeat(i % 3 + 1));
    }
    Files.writeString(in.resolve("120.txt"), "A sign, and good. " + SIGN);
  }

  @Test
  void aRunWhoseFolderIsDeletedEndsAndStartsAgain() throws IOException {
    CommandRun run = disturbed(() -> delete(out));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("o on with --resume.").doesNotContain("skipped");
    goesOn();
  }

  @Test
  void aRunThatCannotWriteAnyMoreDoesNotBlameItsDocuments() throws IOException {
    CommandRun run = disturbed(() -> delete(out.resolve(".safr/parts")));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .containsOnlyOnce("cannot be written into")
        .containsPattern("Stopped after \\d+ documents: '1\\d\\d\\.txt\\.xmi' cannot be written")
        .doesNotContain("skipped", "Annotated");
    assertThat(Files.readString(out.resolve(".safr/journal.jsonl"))).doesNotContain("annotated");
    goesOn();
  }

  @Test
  void aDocumentWhosePlaceIsTakenFailsAlone() throws IOException {
    Path taken = out.resolve("150.txt.xmi");
    CommandRun run = disturbed(() -> Files.createDirectories(taken.resolve("inside")));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("'150.txt' skipped: '150.txt.xmi' cannot be written into '", "skipped 1 (");
    delete(taken);
    goesOn();
  }

  @Test
  void aRunWhoseLockWasRemovedGivesWayToTheOther() throws IOException {
    AtomicReference<String> refused = new AtomicReference<>();
    CommandRun run =
        disturbed(
            () -> {
              refused.set(annotate(plain()).err());
              Files.delete(out.resolve(".safr/lock"));
              try (RunFolder other = RunFolder.take(out);
                  RunJournal journal = other.begin(Map.of("other", "settings"))) {
                journal.done("other", 1);
              }
            });
    assertThat(refused.get()).contains("Another run writes into '" + out);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).containsAnyOf("was removed or replaced", "cannot be written into");
    assertThat(Files.readString(out.resolve(".safr/journal.jsonl")))
        .contains("\"other\"")
        .doesNotContain("100.txt");
  }

  @Test
  void aTableThatGrowsWhileItIsReadIsNotTakenForRead() throws IOException {
    Path table = in.resolve("z.tsv");
    // More than is read ahead while the sign is met.
    String rows = "text\nGood. " + SIGN + "\n" + ("Good. " + "x".repeat(20_000) + "\n").repeat(80);
    Files.writeString(table, rows);
    Files.writeString(in.resolve("120.txt"), "No sign.");
    Path undisturbed = undisturbed();
    CommandRun run =
        disturbed(() -> Files.writeString(table, "Late.\n", StandardOpenOption.APPEND));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("warning: 'z.tsv' skipped: '" + table + "' was changed, replaced or removed")
        .contains("There may be more documents behind what was skipped.");
    assertThat(annotate(plain()).err()).contains("was stopped after ");
    Files.writeString(table, rows);
    assertThat(annotate(plain(), "--overwrite").exitCode()).isZero();
    // What became of rows that are gone now stays in the folder, as all files of earlier runs do.
    assertThat(Folders.content(out)).containsAllEntriesOf(Folders.content(undisturbed));
  }

  @Test
  void aReportIsMadeOfWhatIsThereWhileARunGoesOn() throws IOException {
    AtomicReference<CommandRun> report = new AtomicReference<>();
    CommandRun run =
        disturbed(
            () -> {
              // Into the very same folder.
              report.set(CommandRun.of("report", "--input", out, "--output", out));
            });
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(report.get().exitCode()).as(report.get().err()).isZero();
    assertThat(report.get().err()).doesNotContain("skipped");
    assertThat(annotate(plain()).exitCode()).isZero();
    CommandRun again = CommandRun.of("report", "--input", out, "--output", out);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("Report on 60 documents");
    assertThat(Folders.content(out)).containsAllEntriesOf(Folders.content(undisturbed()));
  }

  @Test
  void everyFileIsForcedToTheDiskIfThatIsAskedFor() throws Exception {
    for (String option : new String[] {"--overwrite", "--sync"}) {
      Path events = folder.resolve(option + ".jfr");
      try (Recording recording = new Recording()) {
        recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
        recording.start();
        assertThat(annotate(plain(), option).exitCode()).isZero();
        recording.stop();
        recording.dump(events);
      }
      List<String> forced =
          RecordingFile.readAllEvents(events).stream()
              .map(event -> event.getString("path"))
              .toList();
      int files = option.equals("--sync") ? TEXTS + 1 : 0;
      assertThat(forced.stream().filter(path -> path.endsWith(".part")))
          .as("and the journal, when it is begun and when it is finished")
          .hasSize(files + 2);
      assertThat(forced.stream().filter(path -> path.endsWith("/out"))).hasSize(files);
    }
  }

  @Test
  void memoryThatIsSpentOnADocumentCostsThatDocument() throws IOException {
    CommandRun run =
        disturbed(
            () -> {
              throw new OutOfMemoryError("for a huge document");
            });
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("'120.txt' skipped: Not enough memory.", "Annotated 59 documents", "skipped 1 (");
    assertThat(annotate(plain(), "--resume").out()).startsWith("120.txt ").doesNotContain("121");
    assertThat(Folders.content(out)).isEqualTo(Folders.content(undisturbed()));
  }

  @Test
  void anErrorOfTheInstallationEndsTheRun() throws IOException {
    CommandRun run =
        disturbed(
            () -> {
              throw new NoClassDefFoundError("org/example/Missing");
            });
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Unexpected java.lang.NoClassDefFoundError");
    goesOn();
  }

  @Test
  void whatCannotBeReadFailsAlone() throws IOException {
    Files.createSymbolicLink(in.resolve("200.txt"), in.resolve("nowhere"));
    Files.createDirectory(in.resolve("201.txt"));
    CommandRun run = annotate(plain());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("200.txt' does not exist.", "skipped 1 (");
  }

  @Test
  void aDiskThatCannotReadAFileCostsThatFile() throws IOException {
    Path broken = Path.of("/proc/self/mem");
    assumeTrue(Files.isReadable(broken), "Linux has a file that gives an error when it is read");
    Path named = Files.createSymbolicLink(folder.resolve("200.txt"), broken);
    CommandRun run = annotate(plain(), "--input", named.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("200.txt' cannot be read (Input/output error).", "skipped 1 (");
  }

  @Test
  void aFileWithoutPermissionCostsThatFile() throws IOException {
    Path closed = Files.writeString(in.resolve("200.txt"), "Good.");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(closed), "The superuser may read everything");
    CommandRun run = annotate(plain());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("200.txt' may not be read.");
  }

  /** Resumed, the run ends with the bytes of one that nobody disturbed. */
  private void goesOn() throws IOException {
    assertThat(annotate(plain(), "--resume").exitCode()).isZero();
    assertThat(Folders.content(out)).isEqualTo(Folders.content(undisturbed()));
  }

  private Path undisturbed() throws IOException {
    Path other = folder.resolve("undisturbed");
    CommandRun run =
        CommandRun.with(
            plain(), "annotate", "--threads", "2", "--input", in + "/*", "--output", other);
    assertThat(run.exitCode()).isZero();
    return other;
  }

  private static PipelineFactory plain() {
    return choice -> WordListAnnotator.description(choice.explain());
  }

  private CommandRun disturbed(Disturbance disturbance) {
    Disturber.next(disturbance);
    return annotate(
        choice -> {
          AggregateBuilder both = new AggregateBuilder();
          both.add(WordListAnnotator.description(choice.explain()));
          both.add(AnalysisEngineFactory.createEngineDescription(Disturber.class));
          return both.createAggregateDescription();
        });
  }

  private CommandRun annotate(PipelineFactory pipelines, String... options) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("annotate", "--threads", "2", "--input", in + "/*", "--output", out));
    arguments.addAll(List.of(options));
    return CommandRun.with(pipelines, arguments.toArray());
  }

  private static void delete(Path tree) throws IOException {
    // Other threads go on writing.
    for (int left = 9; left > 0 && Files.exists(tree); left--) {
      try (Stream<Path> paths = Files.walk(tree)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (DirectoryNotEmptyException | UncheckedIOException e) {
        Thread.onSpinWait();
      }
    }
  }

  /** What somebody does in the middle of a run. */
  @FunctionalInterface
  private interface Disturbance {
    void make() throws IOException;
  }

  /** Disturbs when it meets the sign. */
  public static class Disturber extends JCasAnnotator_ImplBase {

    private static final AtomicReference<Disturbance> NEXT = new AtomicReference<>();

    static void next(Disturbance disturbance) {
      NEXT.set(disturbance);
    }

    @Override
    public void process(JCas jcas) throws AnalysisEngineProcessException {
      if (jcas.getDocumentText().contains(SIGN)) {
        try {
          NEXT.get().make();
        } catch (IOException e) {
          throw new AnalysisEngineProcessException(e);
        }
      }
    }
  }
}
