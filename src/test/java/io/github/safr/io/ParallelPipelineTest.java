package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ParallelPipelineTest {

  @TempDir Path folder;

  @Test
  void deliversInTheOrderOfTheDocuments() throws Exception {
    List<Document> files = files(200, i -> "Text " + i + ".");
    List<Outcome<String>> outcomes = new ArrayList<>();
    try (ParallelPipeline pipeline = ParallelPipeline.create(WordListAnnotator.description(), 4)) {
      pipeline.process(
          files,
          "en",
          (document, cas) -> {
            if (document.name().endsWith("0")) {
              Thread.sleep(5);
            }
            return cas.getDocumentText() + cas.getDocumentLanguage();
          },
          outcomes::add);
    }
    assertThat(outcomes).extracting(Outcome::document).isEqualTo(files);
    assertThat(outcomes).contains(new Outcome.Processed<>(files.get(7), 0, "Text 7.en"));
  }

  @Test
  void oneBadDocumentCostsNoOther() throws Exception {
    List<Document> files = files(9, i -> i == 3 ? "FAIL" : i == 6 ? "NUL \0." : "Good.");
    files.set(5, new TextFile(folder.resolve("nowhere"), "nowhere"));
    List<Outcome<Integer>> outcomes = new ArrayList<>();
    try (ParallelPipeline pipeline = ParallelPipeline.create(WordListAnnotator.description(), 2)) {
      pipeline.process(
          files,
          "en",
          (document, cas) -> {
            if (document.name().equals("8")) {
              throw new OutOfMemoryError("a huge document");
            }
            return cas.getAnnotationIndex().size();
          },
          outcomes::add);
    }
    assertThat(outcomes).hasSize(9);
    for (int i = 0; i < 9; i++) {
      assertThat(outcomes.get(i).document()).isEqualTo(files.get(i));
      if (Set.of(3, 5, 8).contains(i)) {
        assertThat(outcomes.get(i)).isInstanceOf(Outcome.Failed.class);
      } else {
        assertThat(outcomes.get(i))
            .isInstanceOfSatisfying(
                Outcome.Processed.class, done -> assertThat(done.result()).isNotEqualTo(0));
      }
    }
    assertThat(outcomes.get(6))
        .isInstanceOfSatisfying(
            Outcome.Processed.class, done -> assertThat(done.replacedCharacters()).isEqualTo(1));
  }

  @Test
  void givesEachThreadItsOwnCasAndUsesItAgain() throws Exception {
    Set<CAS> cases = ConcurrentHashMap.newKeySet();
    AtomicInteger outcomes = new AtomicInteger();
    try (ParallelPipeline pipeline = ParallelPipeline.create(WordListAnnotator.description(), 3)) {
      for (int run = 0; run < 2; run++) {
        pipeline.process(
            files(50, i -> "Good."),
            "en",
            (document, cas) -> cases.add(cas),
            outcome -> outcomes.incrementAndGet());
      }
    }
    assertThat(cases).hasSizeBetween(1, 3);
    assertThat(outcomes).hasValue(100);
  }

  @Test
  void keepsFewDocumentsInFlight() throws Exception {
    AtomicInteger listed = new AtomicInteger();
    AtomicInteger delivered = new AtomicInteger();
    List<Document> files = files(300, i -> "Good.");
    Iterable<Document> counted =
        () -> files.stream().peek(file -> listed.incrementAndGet()).iterator();
    List<Integer> ahead = new ArrayList<>();
    try (ParallelPipeline pipeline = ParallelPipeline.create(WordListAnnotator.description(), 2)) {
      pipeline.process(
          counted,
          "en",
          (document, cas) -> 1,
          outcome -> ahead.add(listed.get() - delivered.getAndIncrement()));
    }
    assertThat(ahead).hasSize(300).allMatch(count -> count <= 33);
  }

  @Test
  void keepsFewCharactersInFlight() throws Exception {
    AtomicInteger waiting = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger next = new AtomicInteger();
    Iterator<Document> documents =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return next.get() < 30;
          }

          @Override
          public Document next() {
            most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            return new LargeRow("row " + next.incrementAndGet());
          }
        };
    try (ParallelPipeline pipeline = ParallelPipeline.create(WordListAnnotator.description(), 2)) {
      pipeline.process(
          () -> documents, "en", (document, cas) -> 1, outcome -> waiting.decrementAndGet());
    }
    assertThat(next).hasValue(30);
    assertThat(most).as("4 of 10 million characters are over the limit").hasValue(4);
  }

  /** Says that it keeps ten million characters. */
  private record LargeRow(String name) implements Document {
    @Override
    public int readInto(CAS cas, String language) {
      cas.setDocumentText("Good.");
      return 0;
    }

    @Override
    public long heldCharacters() {
      return 10_000_000;
    }
  }

  @Test
  void interruptionStopsItOnceDocumentsInWorkAreDone() throws Exception {
    List<Document> files = files(100, i -> "Good.");
    CountDownLatch started = new CountDownLatch(1);
    AtomicInteger inWork = new AtomicInteger();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicInteger delivered = new AtomicInteger();
    Thread runner =
        new Thread(
            () -> {
              try (ParallelPipeline pipeline =
                  ParallelPipeline.create(WordListAnnotator.description(), 2)) {
                pipeline.process(
                    files,
                    "en",
                    (document, cas) -> {
                      inWork.incrementAndGet();
                      started.countDown();
                      try {
                        Thread.sleep(60_000);
                      } finally {
                        inWork.decrementAndGet();
                      }
                      return 1;
                    },
                    outcome -> delivered.incrementAndGet());
              } catch (Throwable e) {
                assertThat(inWork).hasValue(0);
                thrown.set(e);
              }
            });
    runner.start();
    started.await();
    runner.interrupt();
    runner.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(delivered.get()).isZero();
  }

  @Test
  void interruptionIsNoticedThoughResultsAreReady() throws Exception {
    List<Document> files = files(3, i -> "Good.");
    CountDownLatch worked = new CountDownLatch(files.size());
    AtomicInteger delivered = new AtomicInteger();
    try (ParallelPipeline pipeline = ParallelPipeline.create(WordListAnnotator.description(), 2)) {
      assertThatThrownBy(
              () ->
                  pipeline.process(
                      files,
                      "en",
                      (document, cas) -> {
                        worked.countDown();
                        return document.name();
                      },
                      outcome -> {
                        delivered.incrementAndGet();
                        awaitAll(worked);
                        Thread.currentThread().interrupt();
                      }))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(delivered.get()).isEqualTo(1);
    assertThat(Thread.interrupted()).isFalse();
  }

  /** Also gives the last result a moment to become one. */
  private static void awaitAll(CountDownLatch worked) {
    try {
      assertThat(worked.await(30, TimeUnit.SECONDS)).isTrue();
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anExceptionOfTheReceiverReachesTheCaller() throws Exception {
    try (ParallelPipeline pipeline = ParallelPipeline.create(WordListAnnotator.description(), 2)) {
      assertThatThrownBy(
              () ->
                  pipeline.process(
                      files(50, i -> "Good."),
                      "en",
                      (document, cas) -> 1,
                      outcome -> {
                        throw new IllegalStateException("full");
                      }))
          .hasMessage("full");
    }
  }

  @Test
  void refusesToRunWithoutThreads() throws ResourceInitializationException {
    assertThatThrownBy(() -> ParallelPipeline.create(WordListAnnotator.description(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 threads");
  }

  private List<Document> files(int count, IntFunction<String> text) throws IOException {
    List<Document> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = Files.writeString(folder.resolve(i + ".txt"), text.apply(i));
      files.add(new TextFile(file, String.valueOf(i)));
    }
    return files;
  }
}
