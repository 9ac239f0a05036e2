package io.github.safr.soak;

import io.github.safr.model.BatchMetricsMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.uima.UIMAException;

/** A long run of many pipelines on one model, see {@link SoakPlan}. */
public final class Soak {

  private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
  private static final int DIGITS = 3;
  private static final int MOST_FAILURES = 100;

  private final SoakPlan plan;
  private final SoakTexts texts;
  private final LongAdder sentences = new LongAdder();
  private final LongAdder documents = new LongAdder();
  private final Agreement agreement = new Agreement();
  private final ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<SoakResult.Rest> rests = new ArrayList<>();
  private final ModelBeans models = new ModelBeans();
  private int mostModels;
  private long queueLimit;
  private long longestQueue;

  private Soak(SoakPlan plan) {
    this.plan = plan;
    this.texts = new SoakTexts(plan.seed(), plan.sentences());
  }

  /** Runs a plan to its end, or until nothing goes on any more. */
  public static SoakResult run(SoakPlan plan) throws Exception {
    Files.createDirectories(plan.log());
    return new Soak(plan).run();
  }

  private SoakResult run() throws Exception {
    List<Lane> lanes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(plan.threads());
    double seconds;
    try (Watch watch = new Watch(plan, models, sentences, documents);
        PrintWriter log =
            new PrintWriter(
                Files.newBufferedWriter(plan.log().resolve("rests.csv"), StandardCharsets.UTF_8),
                true)) {
      for (int i = 0; i <= plan.threads(); i++) {
        lanes.add(new Lane(plan.model()));
      }
      log.println("seconds,sentences," + Footprint.header());
      for (int round = 0; goesOn(watch); round++) {
        round(round, lanes, threads, watch);
        rest(watch, log);
      }
      seconds = watch.seconds();
      look();
      if (!watch.problem().isEmpty()) {
        failures.add(watch.problem());
      }
    } finally {
      threads.shutdownNow();
      lanes.forEach(Lane::close);
    }
    threads.awaitTermination(1, TimeUnit.MINUTES);
    if (!models.loaded().isEmpty()) {
      failures.add(
          models.loaded().size() + " models are still loaded when all pipelines are destroyed");
    }
    return new SoakResult(
        plan,
        seconds,
        sentences.sum(),
        rests,
        agreement,
        latencies,
        failures,
        mostModels,
        queueLimit,
        longestQueue,
        Footprint.settled());
  }

  private boolean goesOn(Watch watch) {
    return watch.problem().isEmpty()
        && failures.size() < MOST_FAILURES
        && (watch.seconds() < plan.least().toSeconds() || sentences.sum() < plan.leastSentences());
  }

  private void rest(Watch watch, PrintWriter log) throws InterruptedException {
    Footprint settled = Footprint.settled();
    rests.add(new SoakResult.Rest(watch.seconds(), sentences.sum(), settled));
    log.printf(Locale.ROOT, "%.1f,%d,%s%n", watch.seconds(), sentences.sum(), settled.row());
    look();
  }

  private void look() {
    List<BatchMetricsMXBean> loaded = models.loaded();
    mostModels = Math.max(mostModels, loaded.size());
    for (BatchMetricsMXBean model : loaded) {
      queueLimit = model.getQueueLimit();
      longestQueue = Math.max(longestQueue, model.getMostWaitingPieces());
    }
  }

  private void round(int round, List<Lane> lanes, ExecutorService threads, Watch watch)
      throws Exception {
    List<String> batch = new ArrayList<>();
    List<Answer> alone = new ArrayList<>();
    for (int i = 0; i < plan.documents() && watch.problem().isEmpty(); i++) {
      String text = texts.text((long) round * plan.documents() + i);
      batch.add(text);
      alone.add(lanes.get(plan.threads()).annotate(text));
      documents.increment();
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < batch.size() * plan.repeats(); i++) {
      order.add(i % batch.size());
    }
    Collections.shuffle(order, new Random(plan.seed() + round));
    AtomicInteger next = new AtomicInteger();
    List<Future<Agreement>> running = new ArrayList<>();
    for (Lane lane : lanes.subList(0, plan.threads())) {
      running.add(threads.submit(() -> annotate(lane, batch, alone, order, next, round)));
    }
    for (Future<Agreement> thread : running) {
      agreement.add(await(thread, watch));
    }
  }

  /** Whoever hangs is left behind. */
  private Agreement await(Future<Agreement> thread, Watch watch)
      throws InterruptedException, ExecutionException {
    while (watch.problem().isEmpty()) {
      try {
        return thread.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        // It is still at work.
      }
    }
    return new Agreement();
  }

  private Agreement annotate(
      Lane lane,
      List<String> batch,
      List<Answer> alone,
      List<Integer> order,
      AtomicInteger next,
      int round) {
    Agreement own = new Agreement();
    for (int i = next.getAndIncrement(); i < order.size(); i = next.getAndIncrement()) {
      int document = order.get(i);
      long begin = System.nanoTime();
      try {
        Answer answer = lane.annotate(batch.get(document));
        latencies.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - begin) / 1000));
        sentences.add(answer.units().size());
        own.compare("round " + round + " document " + document, alone.get(document), answer);
      } catch (UIMAException | RuntimeException e) {
        failures.add("round " + round + " document " + document + ": " + e);
      }
      documents.increment();
    }
    return own;
  }

  /** Writes what came of it beside the measurements. */
  static void write(SoakResult result, String json) throws IOException {
    Files.writeString(result.plan().log().resolve("summary.json"), json);
  }
}
