package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipelineLaneTest {

  private static final String TEXT = "Good. Bad.";

  @TempDir Path folder;

  private final TextAllowance allowance = new TextAllowance(TEXT.length());
  private PipelineLane lane;

  @BeforeEach
  void makeLane() throws Exception {
    lane =
        PipelineLane.create(
            WordListAnnotator.description(),
            UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription(),
            CAS.NAME_DEFAULT_SOFA,
            UIMAFramework.newDefaultResourceManager(),
            allowance);
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void nothingIsReadBeforeThereIsRoomForIt() throws Exception {
    assertThat(readsBeforeAndAfter(TEXT.length())).containsExactly(0, 1);
  }

  @Test
  void whatIsLongerThanExpectedIsReadAgain() throws Exception {
    assertThat(readsBeforeAndAfter(1)).containsExactly(1, 2);
  }

  @Test
  void whatWasNotNeededIsGivenBackBeforeTheWork() {
    Outcome<Integer> outcome =
        lane.process(
            new Counted(1_000_000, "a", new AtomicInteger()),
            "en",
            (document, cas) -> allowance.take(TEXT.length() - 1));
    assertThat(outcome).isInstanceOf(Outcome.Processed.class);
  }

  @Test
  void whatAnnotationsTakeIsKeptForTheWork() throws Exception {
    CAS cas = CasFactory.createCas();
    cas.setDocumentText("a");
    Path file = CasWriter.into(folder, CasFormat.JSON).write(cas, "a").file();
    assertThat(Files.size(file)).isGreaterThan(8L * TEXT.length());
    Thread other =
        new Thread(
            () -> {
              try {
                allowance.giveBack(allowance.take(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Outcome<Thread.State> outcome =
        lane.process(
            new JsonCasFile(file, "a"),
            "en",
            (document, annotated) -> {
              other.start();
              other.join(500);
              return other.getState();
            });
    other.join();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Processed.class,
            done -> assertThat(done.result()).isEqualTo(Thread.State.WAITING));
  }

  @Test
  void viewsAreNamedIfThereAreSome() throws Exception {
    Outcome<Integer> none = lane.process(views(0, ""), "en", (document, cas) -> 1);
    assertThat(((Outcome.Failed<Integer>) none).cause())
        .hasMessage(
            "'views' has no text in the view '_InitialView'. It has no view at all. Write it again"
                + " with its text.");
    Outcome<Integer> two = lane.process(views(2, ""), "en", (document, cas) -> 1);
    assertThat(((Outcome.Failed<Integer>) two).cause())
        .hasMessageContaining("Its views are: 'v0', 'v1'. Name the right one");
    Outcome<Integer> many = lane.process(views(12, "x".repeat(500)), "en", (document, cas) -> 1);
    assertThat(((Outcome.Failed<Integer>) many).cause())
        .hasMessageContaining("'v7" + "x".repeat(48) + "...', and 2 more. Name")
        .hasMessageNotContaining("x".repeat(51));
  }

  private static Document views(int count, String end) {
    return new Document() {
      @Override
      public String name() {
        return "views";
      }

      @Override
      public int readInto(CAS cas, String language) {
        for (int i = 0; i < count; i++) {
          cas.createView("v" + i + end).setDocumentText("a");
        }
        return 0;
      }
    };
  }

  @Test
  void filesTellWhatToExpect() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "x".repeat(800));
    Path packed = Files.writeString(folder.resolve("a.gz"), "x".repeat(800));
    assertThat(new TextFile(file, "a").expectedCharacters()).isEqualTo(800);
    assertThat(new TextFile(packed, "a").expectedCharacters()).isEqualTo(6400);
    assertThat(new XmiFile(file, "a").expectedCharacters()).isEqualTo(100);
    assertThat(new TextFile(folder.resolve("nowhere"), "a").expectedCharacters()).isZero();
  }

  /** How often a document was read when it had to wait, and in the end. */
  private int[] readsBeforeAndAfter(long expected) throws Exception {
    AtomicInteger reads = new AtomicInteger();
    int taken = allowance.take(5);
    Thread thread =
        new Thread(
            () ->
                lane.process(
                    new Counted(expected, TEXT, reads), "en", (document, cas) -> reads.get()));
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    int before = reads.get();
    allowance.giveBack(taken);
    thread.join();
    assertThat(allowance.take(TEXT.length())).as("all is given back").isEqualTo(TEXT.length());
    return new int[] {before, reads.get()};
  }

  private record Counted(long expectedCharacters, String text, AtomicInteger reads)
      implements Document {
    @Override
    public String name() {
      return "counted";
    }

    @Override
    public int readInto(CAS cas, String language) {
      reads.incrementAndGet();
      cas.setDocumentText(text);
      return 0;
    }
  }
}
