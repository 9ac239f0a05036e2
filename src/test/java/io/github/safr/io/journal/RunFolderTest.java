package io.github.safr.io.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.io.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  private static final Map<String, String> SETTINGS = Map.of("model", "m 1", "unit", "sentence");

  private static final DocumentFailure BAD =
      new DocumentFailure(DocumentFailure.Kind.INPUT, "It is \"bad\".", "x.Bad");

  @TempDir Path folder;

  @Test
  void thereIsNothingInANewFolder() throws IOException {
    try (RunFolder run = RunFolder.take(folder.resolve("new/deep"))) {
      assertThat(run.past()).isEmpty();
    }
  }

  @Test
  void remembersWhatIsDoneIfItIsStillThere() throws IOException {
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.begin(SETTINGS)) {
      for (String name : List.of("a", "b.xmi", "shortened", "deleted", "é \" \n 😀")) {
        done(journal, name);
      }
      journal.failed("failed", BAD);
    }
    Files.delete(folder.resolve("deleted.xmi"));
    Files.writeString(folder.resolve("shortened.xmi"), "");
    try (RunFolder run = RunFolder.take(folder)) {
      PastRun past = run.past().orElseThrow();
      assertThat(past.settings()).isEqualTo(SETTINGS);
      assertThat(past.isFinished()).isFalse();
      assertThat(past.annotated()).isEqualTo(3);
      assertThat(List.of("a", "b.xmi", "é \" \n 😀")).noneMatch(past::wants);
      assertThat(List.of("shortened", "deleted", "failed", "c")).allMatch(past::wants);
    }
  }

  @Test
  void aLineThatWasCutOffCountsAsNotWritten() throws IOException {
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.begin(SETTINGS)) {
      done(journal, "a");
      done(journal, "é");
    }
    byte[] whole = Files.readAllBytes(journal());
    for (int cut = 1; cut < 30; cut++) {
      Files.write(journal(), java.util.Arrays.copyOf(whole, whole.length - cut));
      try (RunFolder run = RunFolder.take(folder)) {
        PastRun past = run.past().orElseThrow();
        assertThat(past.wants("a")).isFalse();
        assertThat(past.wants("é")).isEqualTo(cut > 1);
        try (RunJournal journal = run.resume(past)) {
          done(journal, "é");
        }
      }
      assertThat(Files.readString(journal())).contains("\"é\"").endsWith("}\n");
      try (RunFolder run = RunFolder.take(folder)) {
        assertThat(run.past().orElseThrow().annotated()).isEqualTo(2);
      }
    }
  }

  @Test
  void howOftenItWasStoppedCannotBeSeenInTheEnd() throws IOException {
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.begin(SETTINGS)) {
      done(journal, "a");
      journal.failed("b", BAD);
      journal.failed("c", BAD);
      done(journal, "d");
      journal.finish();
    }
    String undisturbed = Files.readString(journal());
    assertThat(undisturbed).hasLineCount(4).endsWith("{\"annotated\":2}\n");

    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.begin(SETTINGS)) {
      done(journal, "a");
      journal.failed("b", BAD);
    }
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.resume(run.past().orElseThrow())) {
      journal.failed("b", BAD);
      journal.failed("c", BAD);
      done(journal, "d");
      journal.finish();
    }
    assertThat(journal()).hasContent(undisturbed.stripTrailing());
  }

  @Test
  void whatFailedInAFinishedRunIsTriedAgainHoweverOftenThatIsStopped() throws IOException {
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.begin(SETTINGS)) {
      done(journal, "a");
      journal.failed("b", BAD);
      journal.failed("c", BAD);
      journal.finish();
    }
    try (RunFolder run = RunFolder.take(folder)) {
      PastRun past = run.past().orElseThrow();
      assertThat(past.isFinished()).isTrue();
      assertThat(past.failed()).isEqualTo(2);
      assertThat(past.wants("a")).isFalse();
      assertThat(past.wants("new")).isFalse();
      try (RunJournal journal = run.resume(past)) {
        done(journal, "b");
      }
    }
    try (RunFolder run = RunFolder.take(folder)) {
      PastRun past = run.past().orElseThrow();
      assertThat(past.failed()).isEqualTo(1);
      assertThat(past.annotated()).isEqualTo(2);
      assertThat(past.wants("b")).isFalse();
      assertThat(past.wants("c")).isTrue();
      try (RunJournal journal = run.resume(past)) {
        done(journal, "c");
        journal.finish();
      }
      assertThat(run.past().orElseThrow().failed()).isZero();
      assertThat(run.past().orElseThrow().annotated()).isEqualTo(3);
      assertThat(journal()).content().hasLineCount(2);
    }
  }

  @Test
  void whatIsNotMetAgainStaysFailed() throws IOException {
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.begin(SETTINGS)) {
      for (String name : List.of("b", "c", "d")) {
        journal.failed(name, BAD);
      }
      journal.finish();
    }
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.resume(run.past().orElseThrow())) {
      journal.failed("d", BAD);
      done(journal, "b");
      journal.finish();
    }
    assertThat(Files.readAllLines(journal())).hasSize(4).last().isEqualTo("{\"annotated\":1}");
    assertThat(Files.readAllLines(journal()).subList(1, 3))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("{\"document\":\"c\",\"failure\":{"),
            second -> assertThat(second).startsWith("{\"document\":\"d\",\"failure\":{"));
    assertThat(errors()).satisfiesExactly(isFor("c"), isFor("d"));
  }

  @Test
  void theErrorReportHasTheNewestReason() throws IOException {
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.begin(SETTINGS)) {
      journal.failed("a", BAD);
      assertThat(errors())
          .as("listed at once, for who looks while the run goes on")
          .containsExactly(
              "{\"document\":\"a\",\"kind\":\"input\",\"reason\":\"It is \\\"bad\\\".\",\"exception\":\"x.Bad\"}");
      journal.finish();
    }
    DocumentFailure other = new DocumentFailure(DocumentFailure.Kind.MEMORY, "Too large.", "x.Big");
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.resume(run.past().orElseThrow())) {
      assertThat(folder.resolve("errors.jsonl")).doesNotExist();
      journal.failed("a", other);
      journal.finish();
    }
    assertThat(errors()).singleElement().asString().contains("\"memory\"", "Too large.");
    assertThat(Files.readString(journal())).contains("Too large.").doesNotContain("bad");
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.resume(run.past().orElseThrow())) {
      done(journal, "a");
      journal.finish();
    }
    assertThat(folder.resolve("errors.jsonl")).doesNotExist();
  }

  @Test
  void aFileOfOthersIsNotReplacedByTheErrorReport() throws IOException {
    Path file = folder.resolve("errors.jsonl");
    for (String content :
        List.of("{\"text\":\"mine\"}\n", "x", "[]\n", "{\"document\":1}\n", "é\n")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> RunFolder.take(folder))
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining("Move it away");
      assertThat(file).hasContent(content.strip());
    }
    // What a killed run may leave is ours.
    Files.writeString(file, "{\"docu");
    RunFolder.take(folder).close();
    byte[] cut = "{\"document\":\"é".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(file, java.util.Arrays.copyOf(cut, cut.length - 1));
    try (RunFolder run = RunFolder.take(folder)) {
      run.begin(SETTINGS).close();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void rowsOfATableThatChangedAreNotDone() throws IOException {
    Files.createDirectories(folder.resolve("r.tsv"));
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.begin(SETTINGS)) {
      done(journal, "r.tsv/1");
      done(journal, "r.tsv2");
      journal.failed(
          "r.tsv", new DocumentFailure(DocumentFailure.Kind.CHANGED, "It was changed.", "x"));
      done(journal, "s");
    }
    try (RunFolder run = RunFolder.take(folder)) {
      PastRun past = run.past().orElseThrow();
      assertThat(past.annotated()).isEqualTo(2);
      assertThat(past.wants("r.tsv/1")).isTrue();
      assertThat(List.of("r.tsv2", "s")).noneMatch(past::wants);
      run.resume(past).close();
      assertThat(Files.readString(journal())).doesNotContain("r.tsv/1");
    }
  }

  @Test
  void linksInPlaceOfWhatIsOursAreRefused() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path part = Files.writeString(elsewhere.resolve(".x.part"), "not ours");
    Path own = folder.resolve("out/.safr");
    Files.createDirectories(own.getParent());
    Files.createSymbolicLink(own, elsewhere);
    assertThatThrownBy(() -> RunFolder.take(own.getParent())).hasMessageContaining("is a link");
    Files.delete(own);
    Files.createDirectories(own);
    for (String name : List.of("parts", "lock", "journal.jsonl")) {
      Path link = Files.createSymbolicLink(own.resolve(name), elsewhere.resolve("new"));
      assertThatThrownBy(() -> RunFolder.take(own.getParent()))
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining(name + "' is a link");
      Files.delete(link);
    }
    assertThat(part).exists();
    assertThat(elsewhere.resolve("new")).doesNotExist();
  }

  @Test
  void aRunThatIsRefusedLeavesTheLockToTheOther() throws Exception {
    try (RunFolder run = RunFolder.take(folder)) {
      assertThat(run.past()).isEmpty();
      assertThatThrownBy(() -> RunFolder.take(folder)).isInstanceOf(DocumentException.class);
      String program =
          "try (var c = java.nio.channels.FileChannel.open(java.nio.file.Path.of(a[0]),"
              + " java.nio.file.StandardOpenOption.WRITE)) {System.out.print(c.tryLock() == null);}";
      Path source =
          Files.writeString(
              folder.resolve("Try.java"),
              "class Try {public static void main(String[] a) throws Exception {" + program + "}}");
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  source.toString(),
                  folder.resolve(".safr/lock").toString())
              .start();
      assertThat(
              new String(
                  other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .as("the other process does not get it")
          .isEqualTo("true");
    }
  }

  private List<String> errors() throws IOException {
    return Files.readAllLines(folder.resolve("errors.jsonl"));
  }

  private static ThrowingConsumer<String> isFor(String document) {
    return line -> assertThat(line).startsWith("{\"document\":\"" + document + "\",\"kind\":");
  }

  @Test
  void runsThatComeAndGoDoNotDisturbEachOther() throws Exception {
    Callable<Void> comeAndGo =
        () -> {
          for (int i = 0; i < 300; i++) {
            try (RunFolder run = RunFolder.take(folder)) {
              run.begin(SETTINGS).close();
            } catch (DocumentException e) {
              assertThat(e).hasMessageContaining("Another run writes into");
            }
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> one : threads.invokeAll(List.of(comeAndGo, comeAndGo))) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void removesWhatAKilledRunWasWriting() throws IOException {
    Path part = folder.resolve(".safr/parts/.1234.part");
    Files.createDirectories(part.getParent());
    Files.writeString(part, "<half");
    Path own = Files.writeString(folder.resolve(".mine.part"), "not ours");
    Path probe = Files.createFile(folder.resolve(".safr/.safr1234.part"));
    RunFolder.take(folder).close();
    assertThat(part.getParent()).doesNotExist();
    assertThat(probe).doesNotExist();
    assertThat(own).exists();
  }

  @Test
  void isTakenByOneRunAtATime() throws IOException {
    try (RunFolder run = RunFolder.take(folder)) {
      assertThat(run.past()).isEmpty();
      assertThatThrownBy(() -> RunFolder.take(folder))
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining("Another run writes into '" + folder);
    }
    RunFolder.take(folder).close();
  }

  @Test
  void saysThatAJournalIsNotOne() throws IOException {
    RunFolder.take(folder).close();
    for (String content : List.of("", "oops", "{}", "{\"format\":9,\"settings\":{}}")) {
      Files.writeString(journal(), content);
      try (RunFolder run = RunFolder.take(folder)) {
        assertThatThrownBy(run::past)
            .isInstanceOf(DocumentException.class)
            .hasMessageContaining("Delete it to start again");
      }
    }
  }

  @Test
  void whatWasWrittenSurvivesWithoutBeingClosed() throws IOException {
    try (RunFolder run = RunFolder.take(folder);
        RunJournal journal = run.begin(SETTINGS)) {
      Thread.currentThread().interrupt();
      done(journal, "a");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(Files.readString(journal())).contains("{\"document\":\"a\",\"bytes\":1}\n");
    }
  }

  private void done(RunJournal journal, String name) throws IOException {
    Path file = folder.resolve(name.endsWith(".xmi") ? name : name + ".xmi");
    boolean interrupted = Thread.interrupted();
    Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    journal.done(name, Files.size(file));
  }

  private Path journal() {
    return folder.resolve(".safr/journal.jsonl");
  }
}
