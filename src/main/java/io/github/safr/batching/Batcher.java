package io.github.safr.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of many callers meet. They wait in one bounded queue, the oldest first, and
 * before it if it is full; a runner that is free takes as many whole requests as make a few
 * batches, cuts what they ask for into batches of similar length, and shares these with the other
 * runners. So many small requests cost little more than one large one.
 *
 * <p>Whoever asks waits for the answer and holds the items only; nothing of a caller is kept
 * afterwards. If a batch fails, the requests in it are run one by one, so that only who caused the
 * failure gets it. Callers depend on runners and never on each other, and runners on nobody: there
 * is nothing to deadlock.
 *
 * @param <K> kinds of run: only items of one kind are run together
 * @param <I> items
 * @param <R> what comes of an item
 */
public final class Batcher<K, I, R> implements AutoCloseable {

  /** Batches a runner that looks for work makes at once, for each runner. */
  private static final int BATCHES_AHEAD = 4;

  private final BatchEngine<K, I, R> engine;
  private final ToIntFunction<I> length;
  private final BatcherSettings settings;
  private final BatchMeter meter = new BatchMeter();
  private final List<Thread> runners = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<Request<K, I, R>> queue = new ArrayDeque<>();
  private final Deque<Batch<K, I, R>> ready = new ArrayDeque<>();

  /** Requests for which the queue has no room, the oldest first. */
  private final Deque<Request<K, I, R>> outside = new ArrayDeque<>();

  private long queued;
  private long mostQueued;
  private boolean closed;

  /** Callers who prepare a request; read without the lock, as a hint. */
  private final AtomicInteger approaching = new AtomicInteger();

  /**
   * Starts the runners.
   *
   * @param name what their threads are called, before a number
   * @param engine runs batches
   * @param length of an item, at least 1
   */
  public Batcher(
      String name, BatchEngine<K, I, R> engine, ToIntFunction<I> length, BatcherSettings settings) {
    this.engine = engine;
    this.length = length;
    this.settings = settings;
    for (int i = 1; i <= settings.runners(); i++) {
      // Without what the caller's thread hands down, which may be an application's.
      Thread runner = new Thread(null, this::work, name + "-" + i, 0, false);
      runner.setDaemon(true);
      runner.setContextClassLoader(Batcher.class.getClassLoader());
      runners.add(runner);
    }
    boolean started = false;
    try {
      runners.forEach(Thread::start);
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /** A caller who is about to ask; runners may wait a moment for it. */
  public final class Visit implements AutoCloseable {

    private boolean counted = true;

    private Visit() {
      approaching.incrementAndGet();
    }

    /**
     * Has items run, together with those of others, and waits for the results.
     *
     * @return one result an item, in their order
     * @throws BatchFailedException if these items could not be run; its cause says why
     * @throws IllegalStateException if the batcher is closed
     * @throws InterruptedException if the calling thread is interrupted; what has not been run then
     *     will not be
     */
    public List<R> run(K kind, List<I> items) throws InterruptedException {
      if (items.isEmpty()) {
        return List.of();
      }
      Request<K, I, R> request =
          new Request<>(kind, items, items.stream().mapToInt(length).toArray());
      enqueue(request, this);
      boolean answered = false;
      try {
        List<R> results = request.await();
        answered = true;
        return results;
      } finally {
        if (!answered) {
          request.abandon();
          forget(request);
        }
        meter.ended(!answered);
      }
    }

    private void arrive() {
      if (counted) {
        counted = false;
        approaching.decrementAndGet();
      }
    }

    /** The caller has what it came for, or never asked. */
    @Override
    public void close() {
      if (counted) {
        arrive();
        lock.lock();
        try {
          work.signal();
        } finally {
          lock.unlock();
        }
      }
    }
  }

  /** Announces a caller who prepares a request; to be used by one thread. */
  public Visit visit() {
    return new Visit();
  }

  private void enqueue(Request<K, I, R> request, Visit visit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      // While it waits for room it is nobody to wait for.
      visit.arrive();
      outside.add(request);
      try {
        while (!closed && (outside.peek() != request || isTooMuch(request))) {
          // A runner may have waited for this caller.
          work.signal();
          room.await();
        }
      } finally {
        outside.remove(request);
        room.signalAll();
      }
      if (closed) {
        throw new IllegalStateException("Closed; nothing is run any more.");
      }
      queue.add(request);
      queued += request.positions();
      mostQueued = Math.max(mostQueued, queued);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean isTooMuch(Request<K, I, R> request) {
    return !queue.isEmpty() && queued + request.positions() > settings.capacity();
  }

  /** Takes a request out of the queue if it is still there. */
  private void forget(Request<K, I, R> request) {
    lock.lock();
    try {
      if (queue.remove(request)) {
        queued -= request.positions();
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What a runner does until the batcher is closed and nothing is left. */
  @SuppressWarnings("ThreadPriorityCheck") // Only a courtesy to those who may free memory.
  private void work() {
    boolean more = true;
    while (more) {
      try {
        // In a method of its own: a variable here would keep the last batch while waiting.
        more = runNext();
      } catch (Throwable e) {
        // Out of memory while it looked for work, most likely: it looks again. All depend on it.
        Thread.yield();
      }
    }
  }

  private boolean runNext() {
    Batch<K, I, R> batch = next();
    if (batch == null) {
      return false;
    }
    try {
      run(batch.open());
    } catch (Throwable e) {
      // Out of memory, most likely. Whoever waits must hear of it, and the runner must live on.
      batch.rows().forEach(row -> row.request().fail(e));
    }
    return true;
  }

  /** What to run next, once there is something; null if nothing more will come. */
  private @Nullable Batch<K, I, R> next() {
    lock.lock();
    try {
      while (true) {
        if (!ready.isEmpty()) {
          return ready.poll();
        }
        if (queue.isEmpty()) {
          if (closed) {
            return null;
          }
          work.awaitUninterruptibly();
        } else if (!waitForMore()) {
          List<Request<K, I, R>> taken = new ArrayList<>(queue.size());
          try {
            takeOldest(taken);
            ready.addAll(cut(taken));
          } catch (Throwable e) {
            for (Request<K, I, R> request : taken) {
              request.fail(e);
            }
          }
          room.signalAll();
          work.signalAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits a little, if that may fill a batch; whether it did. */
  @SuppressWarnings("WaitNotInLoop") // The loop is the caller's, who looks at everything again.
  private boolean waitForMore() {
    long left = queue.peek().arrived() + settings.patience().toNanos() - System.nanoTime();
    if (closed
        || settings.apart()
        || approaching.get() == 0
        || left <= 0
        || queued >= settings.cutter().budget()) {
      return false;
    }
    try {
      work.awaitNanos(left);
    } catch (InterruptedException e) {
      // Nobody interrupts a runner to any purpose: it ends when the batcher is closed. But others
      // may have taken the work meanwhile.
      return true;
    }
    return true;
  }

  /** Takes the oldest request and others of its kind, as many as make work for all runners. */
  private void takeOldest(List<Request<K, I, R>> taken) {
    long wanted = (long) settings.cutter().budget() * BATCHES_AHEAD * settings.runners();
    long positions = 0;
    K kind = queue.peek().kind();
    for (Iterator<Request<K, I, R>> all = queue.iterator(); all.hasNext() && positions < wanted; ) {
      if (settings.apart() && !taken.isEmpty()) {
        break;
      }
      Request<K, I, R> request = all.next();
      if (taken.isEmpty() || request.kind().equals(kind)) {
        taken.add(request);
        all.remove();
        queued -= request.positions();
        positions += request.positions();
      }
    }
    long now = System.nanoTime();
    taken.forEach(request -> meter.started(now - request.arrived()));
  }

  private List<Batch<K, I, R>> cut(List<Request<K, I, R>> requests) {
    List<Batch.Row<K, I, R>> rows = new ArrayList<>();
    long positions = 0;
    for (Request<K, I, R> request : requests) {
      positions += request.positions();
      for (int i = 0; i < request.size(); i++) {
        rows.add(new Batch.Row<>(request, i));
      }
    }
    rows.sort(Comparator.comparingInt(Batch.Row::length));
    int[] lengths = rows.stream().mapToInt(Batch.Row::length).toArray();
    BatchCutter cutter = settings.cutter();
    // If there is little to do, every runner gets a part of it.
    long each = Math.max(settings.smallest(), positions / settings.runners() + 1);
    return cutter.within((int) Math.min(cutter.budget(), each)).cut(lengths).stream()
        .map(range -> new Batch<>(List.copyOf(rows.subList(range.begin(), range.end()))))
        .toList();
  }

  /** Runs a batch; if it fails, each request alone, so that only the one at fault is told. */
  private void run(Batch<K, I, R> batch) {
    if (batch.rows().isEmpty()) {
      return;
    }
    try {
      List<R> results = timed(batch);
      for (int i = 0; i < results.size(); i++) {
        Batch.Row<K, I, R> row = batch.rows().get(i);
        row.request().answer(row.number(), results.get(i));
      }
    } catch (Throwable e) {
      List<Batch<K, I, R>> parts = batch.byRequest();
      if (parts.size() == 1) {
        batch.rows().get(0).request().fail(e);
      } else {
        parts.forEach(part -> run(part.open()));
      }
    }
  }

  private List<R> timed(Batch<K, I, R> batch) {
    List<Batch.Row<K, I, R>> rows = batch.rows();
    long start = System.nanoTime();
    List<R> results =
        engine.run(rows.get(0).request().kind(), rows.stream().map(Batch.Row::item).toList());
    if (results.size() != rows.size()) {
      throw new IllegalStateException("A batch of " + rows.size() + " got " + results.size());
    }
    int longest = 0;
    long filled = 0;
    for (Batch.Row<K, I, R> row : rows) {
      longest = Math.max(longest, row.length());
      filled += row.length();
    }
    long all = (long) rows.size() * Math.max(longest, settings.cutter().shortest());
    meter.ran(rows.size(), filled, all - filled, System.nanoTime() - start);
    return results;
  }

  /** What has been done so far. */
  public BatchMetrics metrics() {
    lock.lock();
    try {
      return meter.read(queue.size(), queued, mostQueued, settings.capacity());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more requests, has those in the queue run, and returns when all is done. Who waits for
   * room in the queue is refused. Closing again does nothing but wait.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    for (Thread runner : runners) {
      while (runner.isAlive() && runner != Thread.currentThread()) {
        try {
          runner.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
