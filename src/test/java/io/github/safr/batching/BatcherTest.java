package io.github.safr.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Items are numbers that stand for sequences of that length; engines answer with the square. */
@Timeout(60)
class BatcherTest {

  private static final BatchCutter CUTTER = new BatchCutter(100, 2, 1);

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stopCallers() {
    callers.shutdownNow();
  }

  private static BatcherSettings settings(int runners, int capacity, Duration patience) {
    return new BatcherSettings(runners, CUTTER, 1, capacity, patience, false);
  }

  private Batcher<String, Integer, Integer> batcher(
      BatcherSettings settings, BatchEngine<String, Integer, Integer> engine) {
    return new Batcher<>(
        "test",
        (kind, items) -> {
          batches.add(List.copyOf(items));
          return engine.run(kind, items);
        },
        length -> length,
        settings);
  }

  private static List<Integer> squares(String kind, List<Integer> items) {
    return items.stream().map(i -> i * i).toList();
  }

  private static <K> Integer ask(Batcher<K, Integer, Integer> batcher, K kind, List<Integer> items)
      throws InterruptedException {
    try (Batcher<K, Integer, Integer>.Visit visit = batcher.visit()) {
      return visit.run(kind, items).get(0);
    }
  }

  /** An engine that stands still until it is let go, and tells when it has begun. */
  private static final class Gate implements BatchEngine<String, Integer, Integer> {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    public List<Integer> run(String kind, List<Integer> items) {
      begun.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return squares(kind, items);
    }
  }

  private <K> Future<Integer> submit(
      Batcher<K, Integer, Integer> batcher, K kind, Integer... items) {
    return callers.submit(() -> ask(batcher, kind, List.of(items)));
  }

  private static void awaitWaiting(Batcher<?, ?, ?> batcher, int wanted) throws Exception {
    while (batcher.metrics().waiting() != wanted) {
      Thread.sleep(1);
    }
  }

  @Test
  void everyCallerGetsItsOwnResultsInOrder() throws Exception {
    try (Batcher<String, Integer, Integer> batcher =
        batcher(settings(3, 500, Duration.ofMillis(1)), BatcherTest::squares)) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int caller = 0; caller < 24; caller++) {
        Random random = new Random(caller * 7919L);
        all.add(
            () -> {
              for (int call = 0; call < 200; call++) {
                List<Integer> items =
                    IntStream.range(0, random.nextInt(12))
                        .mapToObj(i -> 1 + random.nextInt(150))
                        .toList();
                try (Batcher<String, Integer, Integer>.Visit visit = batcher.visit()) {
                  assertThat(visit.run("k" + random.nextInt(2), items))
                      .isEqualTo(squares("", items));
                }
              }
              return null;
            });
      }
      for (Future<Void> caller : callers.invokeAll(all)) {
        caller.get();
      }
      BatchMetrics metrics = batcher.metrics();
      assertThat(metrics.waiting()).isZero();
      assertThat(metrics.items()).isEqualTo(batches.stream().mapToInt(List::size).sum());
      assertThat(metrics.failures()).isZero();
    }
    for (List<Integer> batch : batches) {
      int longest = Collections.max(batch);
      assertThat(batch.size() == 1 || longest * batch.size() <= CUTTER.budget()).isTrue();
    }
  }

  @Test
  void whoeverComesWhileABatchRunsIsPutTogetherByKind() throws Exception {
    Gate gate = new Gate();
    try (Batcher<String, Integer, Integer> batcher =
        batcher(settings(1, 1000, Duration.ZERO), gate)) {
      Future<Integer> first = submit(batcher, "a", 50);
      gate.begun.await();
      List<Future<Integer>> others = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        others.add(submit(batcher, i == 1 ? "b" : "a", 10 + i / 2));
        awaitWaiting(batcher, i + 1);
      }
      gate.open.countDown();
      assertThat(first.get()).isEqualTo(2500);
      for (int i = 0; i < 4; i++) {
        assertThat(others.get(i).get()).isEqualTo(i < 2 ? 100 : 121);
      }
    }
    assertThat(batches).containsExactly(List.of(50), List.of(10, 11, 11), List.of(10));
  }

  @Test
  void requestsMayBeRunApart() throws Exception {
    Gate gate = new Gate();
    try (Batcher<String, Integer, Integer> batcher =
        batcher(new BatcherSettings(1, CUTTER, 1, 1000, Duration.ofSeconds(30), true), gate)) {
      Future<Integer> first = submit(batcher, "a", 50);
      gate.begun.await();
      Future<Integer> second = submit(batcher, "a", 10, 10);
      awaitWaiting(batcher, 1);
      Future<Integer> third = submit(batcher, "a", 10);
      awaitWaiting(batcher, 2);
      gate.open.countDown();
      assertThat(first.get() + second.get() + third.get()).isEqualTo(2700);
    }
    assertThat(batches).containsExactly(List.of(50), List.of(10, 10), List.of(10));
  }

  @Test
  void onlyTheCallerWhoCausedAnErrorGetsIt() throws Exception {
    Gate gate = new Gate();
    try (Batcher<String, Integer, Integer> batcher =
        batcher(
            settings(1, 1000, Duration.ZERO),
            (kind, items) -> {
              gate.run(kind, items);
              if (items.contains(13)) {
                throw new OutOfMemoryError("unlucky");
              }
              return squares(kind, items);
            })) {
      Future<Integer> first = submit(batcher, "a", 1);
      gate.begun.await();
      Future<Integer> good = submit(batcher, "a", 12, 12);
      Future<Integer> bad = submit(batcher, "a", 12, 13);
      Future<Integer> alsoGood = submit(batcher, "a", 14);
      awaitWaiting(batcher, 3);
      gate.open.countDown();
      assertThat(first.get()).isEqualTo(1);
      assertThat(good.get()).isEqualTo(144);
      assertThat(alsoGood.get()).isEqualTo(196);
      assertThatThrownBy(bad::get)
          .hasCauseInstanceOf(BatchFailedException.class)
          .hasRootCauseMessage("unlucky");
      // The runner is still there.
      assertThat(submit(batcher, "a", 3).get()).isEqualTo(9);
      assertThat(batcher.metrics().failures()).isEqualTo(1);
      assertThat(batcher.metrics().requests()).isEqualTo(5);
    }
  }

  @Test
  void anEngineThatForgetsAResultIsAnError() {
    try (Batcher<String, Integer, Integer> batcher =
        batcher(settings(1, 1000, Duration.ZERO), (kind, items) -> List.of())) {
      assertThatThrownBy(() -> ask(batcher, "a", List.of(1)))
          .isInstanceOf(BatchFailedException.class);
    }
  }

  @Test
  void oneRequestIsSharedByAllRunners() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (Batcher<String, Integer, Integer> batcher =
        batcher(
            settings(2, 1000, Duration.ZERO),
            (kind, items) -> {
              both.countDown();
              try {
                // Passes only if two batches run at the same time.
                both.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return squares(kind, items);
            })) {
      assertThat(ask(batcher, "a", List.of(20, 20, 20, 20))).isEqualTo(400);
    }
    assertThat(batches).containsExactly(List.of(20, 20), List.of(20, 20));
  }

  @Test
  void aFullQueueMakesCallersWait() throws Exception {
    Gate gate = new Gate();
    try (Batcher<String, Integer, Integer> batcher =
        batcher(settings(1, 60, Duration.ZERO), gate)) {
      Future<Integer> running = submit(batcher, "a", 10);
      gate.begun.await();
      Future<Integer> waiting = submit(batcher, "a", 50);
      awaitWaiting(batcher, 1);
      Future<Integer> outside = submit(batcher, "a", 20);
      Thread.sleep(50);
      assertThat(batcher.metrics().waiting()).isEqualTo(1);
      gate.open.countDown();
      assertThat(running.get() + waiting.get() + outside.get()).isEqualTo(100 + 2500 + 400);
      assertThat(batcher.metrics().mostWaitingPositions()).isEqualTo(50);
      assertThat(batcher.metrics().capacity()).isEqualTo(60);
      assertThat(batcher.metrics().waitingPositions()).isZero();
    }
    assertThat(batches).containsExactly(List.of(10), List.of(50), List.of(20));
  }

  @Test
  void aRequestLargerThanTheQueueIsNotRefused() throws Exception {
    try (Batcher<String, Integer, Integer> batcher =
        batcher(settings(1, 10, Duration.ZERO), BatcherTest::squares)) {
      assertThat(ask(batcher, "a", List.of(90, 90, 90))).isEqualTo(8100);
    }
  }

  @Test
  void runnersWaitForCallersWhoAreAboutToAskAndForNobodyElse() throws Exception {
    try (Batcher<String, Integer, Integer> batcher =
        batcher(settings(1, 1000, Duration.ofSeconds(30)), BatcherTest::squares)) {
      // Alone: answered at once, or this test times out.
      assertThat(ask(batcher, "a", List.of(2))).isEqualTo(4);
      Future<Integer> early;
      try (Batcher<String, Integer, Integer>.Visit late = batcher.visit()) {
        early = submit(batcher, "a", 3);
        awaitWaiting(batcher, 1);
        assertThat(late.run("a", List.of(4))).containsExactly(16);
      }
      assertThat(early.get()).isEqualTo(9);
      // Who goes away without asking is not waited for either.
      Batcher<String, Integer, Integer>.Visit idle = batcher.visit();
      Future<Integer> other = submit(batcher, "a", 5);
      awaitWaiting(batcher, 1);
      idle.close();
      assertThat(other.get()).isEqualTo(25);
    }
    assertThat(batches).containsExactly(List.of(2), List.of(3, 4), List.of(5));
  }

  @Test
  void aCallerThatIsInterruptedLeavesNothingBehind() throws Exception {
    Gate gate = new Gate();
    try (Batcher<String, Integer, Integer> batcher =
        batcher(settings(1, 1000, Duration.ZERO), gate)) {
      Future<Integer> running = submit(batcher, "a", 10);
      gate.begun.await();
      AtomicInteger told = new AtomicInteger();
      Thread caller =
          new Thread(
              () -> {
                try {
                  ask(batcher, "a", List.of(20));
                } catch (InterruptedException e) {
                  told.incrementAndGet();
                }
              });
      caller.start();
      awaitWaiting(batcher, 1);
      caller.interrupt();
      caller.join();
      assertThat(told).hasValue(1);
      assertThat(batcher.metrics().waiting()).isZero();
      gate.open.countDown();
      assertThat(running.get()).isEqualTo(100);
    }
    assertThat(batches).containsExactly(List.of(10));
  }

  @Test
  void whoWaitsForRoomIsServedInOrderAndMayGoAway() throws Exception {
    Gate gate = new Gate();
    try (Batcher<String, Integer, Integer> batcher =
        batcher(settings(1, 60, Duration.ZERO), gate)) {
      Future<Integer> running = submit(batcher, "a", 10);
      gate.begun.await();
      Future<Integer> queued = submit(batcher, "a", 30);
      awaitWaiting(batcher, 1);
      Thread large = caller(batcher, 90);
      Thread impatient = caller(batcher, 40);
      Thread small = caller(batcher, 5);
      Thread.sleep(20);
      // There would be room for it, but others came before.
      assertThat(batcher.metrics().waiting()).isEqualTo(1);
      impatient.interrupt();
      impatient.join();
      gate.open.countDown();
      large.join();
      small.join();
      assertThat(running.get() + queued.get()).isEqualTo(1000);
    }
    assertThat(batches).startsWith(List.of(10), List.of(30)).doesNotContain(List.of(40));
    assertThat(batches.stream().flatMap(List::stream).toList()).containsExactly(10, 30, 90, 5);
  }

  private static Thread caller(Batcher<String, Integer, Integer> batcher, int item)
      throws InterruptedException {
    Thread caller =
        new Thread(
            () -> {
              try {
                ask(batcher, "a", List.of(item));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    caller.start();
    while (caller.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    return caller;
  }

  @Test
  void closingRefusesWhoWaitsForRoom() throws Exception {
    Gate gate = new Gate();
    Batcher<String, Integer, Integer> batcher = batcher(settings(1, 60, Duration.ZERO), gate);
    Future<Integer> running = submit(batcher, "a", 10);
    gate.begun.await();
    Future<Integer> queued = submit(batcher, "a", 50);
    awaitWaiting(batcher, 1);
    Future<Integer> outside = submit(batcher, "a", 20);
    Thread.sleep(20);
    Future<?> closing = callers.submit(batcher::close);
    assertThatThrownBy(outside::get).hasCauseInstanceOf(IllegalStateException.class);
    gate.open.countDown();
    closing.get();
    assertThat(running.get() + queued.get()).isEqualTo(2600);
  }

  @Test
  void anErrorWhileLookingForWorkReachesACallerAndRunnersLiveOn() throws Exception {
    Gate gate = new Gate();
    Object incomparable =
        new Object() {
          @Override
          public boolean equals(Object other) {
            throw new OutOfMemoryError("no room to compare");
          }

          @Override
          public int hashCode() {
            return 1;
          }
        };
    try (Batcher<Object, Integer, Integer> batcher =
        new Batcher<>(
            "test",
            (kind, items) -> gate.run("", items),
            length -> length,
            settings(1, 1000, Duration.ZERO))) {
      Future<Integer> running = submit(batcher, "a", 1);
      gate.begun.await();
      Future<Integer> oldest = submit(batcher, "a", 2);
      awaitWaiting(batcher, 1);
      Future<Integer> other = submit(batcher, incomparable, 3);
      awaitWaiting(batcher, 2);
      gate.open.countDown();
      assertThat(running.get()).isEqualTo(1);
      assertThatThrownBy(oldest::get).hasRootCauseMessage("no room to compare");
      assertThat(other.get()).isEqualTo(9);
      assertThat(submit(batcher, "a", 4).get()).isEqualTo(16);
    }
  }

  @Test
  void closingAnswersWhoWaitsAndRefusesWhoComes() throws Exception {
    Gate gate = new Gate();
    Batcher<String, Integer, Integer> batcher = batcher(settings(1, 1000, Duration.ZERO), gate);
    Future<Integer> running = submit(batcher, "a", 10);
    gate.begun.await();
    Future<Integer> waiting = submit(batcher, "a", 20);
    awaitWaiting(batcher, 1);
    Future<?> closing = callers.submit(batcher::close);
    Thread.sleep(20);
    assertThat(closing.isDone()).isFalse();
    gate.open.countDown();
    closing.get();
    assertThat(running.get() + waiting.get()).isEqualTo(500);
    assertThatThrownBy(() -> ask(batcher, "a", List.of(1)))
        .isInstanceOf(IllegalStateException.class);
    batcher.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("test-"));
  }

  @Test
  void nothingOfACallerIsKept() throws Exception {
    try (Batcher<String, List<String>, Integer> batcher =
        new Batcher<>(
            "test",
            (kind, items) -> items.stream().map(List::size).toList(),
            List::size,
            settings(1, 1000, Duration.ZERO))) {
      WeakReference<List<String>> held = ask(batcher);
      for (int i = 0; held.get() != null; i++) {
        System.gc();
        Thread.sleep(10);
      }
      assertThat(held.get()).isNull();
    }
  }

  private static WeakReference<List<String>> ask(Batcher<String, List<String>, Integer> batcher)
      throws InterruptedException {
    List<String> item = new ArrayList<>(List.of("one", "two"));
    try (Batcher<String, List<String>, Integer>.Visit visit = batcher.visit()) {
      assertThat(visit.run("a", List.of(item))).containsExactly(2);
    }
    return new WeakReference<>(item);
  }

  @Test
  void metricsCountWhatWasRunWhatFilledUpAndHowLongItTook() throws Exception {
    Gate gate = new Gate();
    try (Batcher<String, Integer, Integer> batcher =
        batcher(settings(1, 1000, Duration.ZERO), gate)) {
      Future<Integer> first = submit(batcher, "a", 50);
      gate.begun.await();
      Future<Integer> second = submit(batcher, "a", 19);
      awaitWaiting(batcher, 1);
      Future<Integer> third = submit(batcher, "a", 20);
      awaitWaiting(batcher, 2);
      Thread.sleep(20);
      gate.open.countDown();
      assertThat(first.get() + second.get() + third.get()).isEqualTo(2500 + 361 + 400);
      BatchMetrics metrics = batcher.metrics();
      // 19 and 20 are run together, the shorter one with one position of padding.
      assertThat(metrics.requests()).isEqualTo(3);
      assertThat(metrics.batches()).isEqualTo(2);
      assertThat(metrics.items()).isEqualTo(3);
      assertThat(metrics.positions()).isEqualTo(50 + 19 + 20);
      assertThat(metrics.padding()).isEqualTo(1);
      assertThat(metrics.longestQueueMillis()).isGreaterThanOrEqualTo(20).isLessThan(60_000);
      assertThat(metrics.queueMillis())
          .isGreaterThanOrEqualTo(metrics.longestQueueMillis() + 20)
          .isLessThan(3 * 60_000);
      assertThat(metrics.runMillis()).isGreaterThanOrEqualTo(20).isLessThan(60_000);
    }
  }
}
