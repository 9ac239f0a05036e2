package io.github.safr.soak;

import io.github.safr.model.BatchMetricsMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Looks at a run every few seconds: what it holds, whether it goes on, whether it is locked up. */
final class Watch implements AutoCloseable {

  private final PrintWriter samples;
  private final Path folder;
  private final LongAdder sentences;
  private final LongAdder documents;
  private final Duration patience;
  private final ModelBeans models;
  private final long begin = System.nanoTime();
  private final Thread thread = new Thread(this::watch, "soak-watch");
  private volatile boolean over;
  private volatile String problem = "";
  private long lastDocuments = -1;
  private long lastProgress = begin;

  /**
   * Begins to watch.
   *
   * @param models of the run
   * @param sentences that have been annotated
   * @param documents that have been annotated; if they stay as many, nothing goes on
   */
  Watch(SoakPlan plan, ModelBeans models, LongAdder sentences, LongAdder documents)
      throws IOException {
    this.folder = plan.log();
    this.sentences = sentences;
    this.documents = documents;
    this.patience = plan.patience();
    this.models = models;
    samples =
        new PrintWriter(
            Files.newBufferedWriter(folder.resolve("samples.csv"), StandardCharsets.UTF_8), true);
    samples.println(
        "seconds,sentences,documents,"
            + Footprint.header()
            + ",heapAfterCollection,waiting,waitingPieces,mostWaitingPieces,queueLimit");
    thread.setDaemon(true);
    thread.start();
  }

  /** What is wrong, with a dump of all threads in the log; empty as long as nothing is. */
  String problem() {
    return problem;
  }

  /** Seconds since it began. */
  double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  private void watch() {
    try {
      while (!over) {
        look();
        TimeUnit.SECONDS.sleep(over ? 0 : 5);
      }
    } catch (InterruptedException e) {
      // Over.
    } catch (RuntimeException | IOException e) {
      problem = "the watch failed: " + e;
    }
  }

  private void look() throws IOException {
    sample();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    if (threads.findDeadlockedThreads() != null) {
      fail("deadlock");
    }
    long now = System.nanoTime();
    if (documents.sum() != lastDocuments) {
      lastDocuments = documents.sum();
      lastProgress = now;
    } else if (now - lastProgress > patience.toNanos()) {
      fail("no document in " + patience);
    }
  }

  private void sample() {
    Footprint now = Footprint.now();
    long collected = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getCollectionUsage();
      collected += usage == null ? 0 : usage.getUsed();
    }
    List<BatchMetricsMXBean> beans = models.loaded();
    samples.printf(
        Locale.ROOT,
        "%.1f,%d,%d,%s,%d",
        seconds(),
        sentences.sum(),
        documents.sum(),
        now.row(),
        collected);
    for (BatchMetricsMXBean bean : beans.subList(0, Math.min(1, beans.size()))) {
      samples.printf(
          ",%d,%d,%d,%d",
          bean.getWaiting(),
          bean.getWaitingPieces(),
          bean.getMostWaitingPieces(),
          bean.getQueueLimit());
    }
    samples.println();
  }

  private void fail(String what) throws IOException {
    StringBuilder dump = new StringBuilder(what).append('\n');
    for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
      dump.append(info);
    }
    Files.writeString(folder.resolve("threads.txt"), dump);
    problem = what + "; see threads.txt";
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    samples.close();
  }
}
