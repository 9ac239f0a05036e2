package io.github.safr.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelException;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.uima.UIMAException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What callers get when a model is closed under them, again and again with a real one. */
@DisplayName("A model that is closed while callers wait")
@Timeout(240)
class ClosingTest {

  private static final String MODEL = "en-sentiment-paper";
  private static final int THREADS = 32;
  private static final SoakTexts TEXTS = new SoakTexts(5, 10);

  private ExecutorService threads;

  @BeforeEach
  void start() {
    threads = Executors.newFixedThreadPool(THREADS);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void answersThemRightOrSaysThatItIsClosed() throws Exception {
    List<List<List<String>>> questions = new ArrayList<>();
    List<Answer> expected = new ArrayList<>();
    try (SafrModel model = SafrModel.load(MODEL, DeviceChoice.CPU)) {
      for (int i = 0; questions.size() < THREADS; i++) {
        List<List<String>> units =
            TEXTS.text(i).lines().map(line -> List.of(line.strip().split("\\s+"))).toList();
        if (!units.isEmpty()) {
          questions.add(units);
          expected.add(Answer.of(model.explain(units)));
        }
      }
    }
    for (int round = 0; round < 3; round++) {
      SafrModel model = SafrModel.load(MODEL, DeviceChoice.CPU);
      CountDownLatch answered = new CountDownLatch(THREADS);
      List<Future<Agreement>> callers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        List<List<String>> units = questions.get(i);
        Answer right = expected.get(i);
        callers.add(threads.submit(() -> untilClosed(() -> model.explain(units), right, answered)));
      }
      assertThat(answered.await(2, TimeUnit.MINUTES)).isTrue();

      model.close();

      Agreement agreement = new Agreement();
      for (Future<Agreement> caller : callers) {
        agreement.add(caller.get(1, TimeUnit.MINUTES));
      }
      assertThat(agreement.examples()).isEmpty();
      assertThat(agreement.units()).isGreaterThanOrEqualTo(THREADS);
      assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads()).isNull();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .noneMatch(name -> name.startsWith("safr-" + MODEL));
    }
  }

  private static Agreement untilClosed(
      Callable<List<Prediction>> question, Answer right, CountDownLatch answered) throws Exception {
    Agreement agreement = new Agreement();
    while (true) {
      try {
        agreement.compare("an answer", right, Answer.of(question.call()));
        answered.countDown();
      } catch (ModelException e) {
        assertThat(e).hasMessageContaining("closed");
        return agreement;
      }
    }
  }

  /** The last engine that is destroyed closes the model, in the middle of a document. */
  @Test
  void endsPipelinesWithAReasonAndNoneOfThemHangs() throws Exception {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      lanes.add(new Lane(MODEL));
    }
    AtomicInteger next = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(lanes.size());
    List<Future<Throwable>> running = new ArrayList<>();
    for (Lane lane : lanes) {
      running.add(
          threads.submit(
              () -> {
                while (true) {
                  try {
                    lane.annotate(TEXTS.text(next.getAndIncrement()));
                    begun.countDown();
                  } catch (UIMAException e) {
                    return e;
                  }
                }
              }));
    }
    assertThat(begun.await(2, TimeUnit.MINUTES)).isTrue();

    long before = System.nanoTime();
    lanes.forEach(Lane::destroy);

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(60));
    for (Future<Throwable> thread : running) {
      assertThat(thread.get(1, TimeUnit.MINUTES)).hasMessageContaining("The model is closed");
    }
  }
}
