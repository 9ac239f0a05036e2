package io.github.safr.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceManager;
import org.apache.uima.resource.metadata.TypeSystemDescription;

/**
 * Runs a pipeline over documents with several threads in this JVM. Each thread has its own analysis
 * engine and CAS; all share one resource manager, and so one copy of every model. Not safe for use
 * by several threads at once.
 */
public final class ParallelPipeline implements AutoCloseable {

  /** Outcomes that may wait for an earlier, slower document, for each thread. */
  private static final int WINDOW = 16;

  private static final int THREADS_PER_PROCESSOR = 16;
  private static final int MOST_THREADS = 128;

  /** Characters that waiting documents may keep in memory together before no more are fetched. */
  private static final long MOST_HELD_CHARACTERS = 32L << 20;

  private final List<PipelineLane> lanes;
  private final ResourceManager resources;

  private ParallelPipeline(List<PipelineLane> lanes, ResourceManager resources) {
    this.lanes = lanes;
    this.resources = resources;
  }

  /**
   * How many threads keep this machine's processors busy: many more than there are, because most of
   * them wait for the model, and the more ask it, the fuller its batches are.
   */
  public static int usualThreads() {
    return Math.min(
        MOST_THREADS, THREADS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
  }

  /**
   * Makes the engines, one a thread.
   *
   * @param threads at least 1
   * @throws ResourceInitializationException if an engine cannot be made, for instance because its
   *     model is missing
   */
  public static ParallelPipeline create(AnalysisEngineDescription pipeline, int threads)
      throws ResourceInitializationException {
    return create(
        pipeline,
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription(),
        CAS.NAME_DEFAULT_SOFA,
        threads);
  }

  /**
   * Makes the engines, one a thread, for documents that bring types of their own.
   *
   * @param types what documents may have beside the types of the pipeline
   * @param view name of the view whose text the pipeline gets; others stay as they are
   * @param threads at least 1
   * @throws ResourceInitializationException if an engine cannot be made, or the types contradict
   *     those of the pipeline
   */
  public static ParallelPipeline create(
      AnalysisEngineDescription pipeline, TypeSystemDescription types, String view, int threads)
      throws ResourceInitializationException {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "A pipeline cannot run with " + threads + " threads. Use 1 or more.");
    }
    ResourceManager resources = UIMAFramework.newDefaultResourceManager();
    TextAllowance allowance = TextAllowance.ofThisHeap();
    AnalysisEngineDescription mapped = ViewMapping.over(pipeline, view);
    ParallelPipeline made = new ParallelPipeline(new ArrayList<>(threads), resources);
    boolean complete = false;
    try {
      for (int i = 0; i < threads; i++) {
        made.lanes.add(PipelineLane.create(mapped, types, view, resources, allowance));
      }
      complete = true;
      return made;
    } finally {
      // A native library that does not load is an error and no exception.
      if (!complete) {
        made.close();
      }
    }
  }

  /** Whether documents may have annotations of the type of this name. */
  public boolean knows(String type) {
    return lanes.get(0).knows(type);
  }

  /**
   * Runs documents through the pipeline. They are read by the pipeline's threads, so that no more
   * of them are in memory than there are threads; those that are in memory before they are read, as
   * rows of a table, are fetched in the calling thread, and only a bounded number of them, with a
   * bounded number of characters, ahead. Closes the documents' iterator if it can be closed.
   *
   * @param language of the documents, as the CAS is to carry it
   * @param work what to make of each annotated CAS, in the pipeline's threads
   * @param outcomes told of every document, in the order of the documents, in the calling thread
   * @throws InterruptedException if the calling thread is interrupted; no document is in work any
   *     more when this is thrown
   * @throws AnalysisEngineProcessException if an engine fails at the end of the collection
   */
  public <R> void process(
      Iterable<? extends Document> documents,
      String language,
      CasWork<R> work,
      Consumer<Outcome<R>> outcomes)
      throws InterruptedException, AnalysisEngineProcessException {
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    Iterator<? extends Document> next = documents.iterator();
    try {
      BlockingQueue<PipelineLane> idle = new ArrayBlockingQueue<>(lanes.size(), false, lanes);
      Queue<Future<Outcome<R>>> inFlight = new ArrayDeque<>();
      long held = 0;
      while (next.hasNext() || !inFlight.isEmpty()) {
        // A future that is done already does not look whether who asks it is interrupted.
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        while (inFlight.size() < WINDOW * lanes.size()
            && held < MOST_HELD_CHARACTERS
            && next.hasNext()) {
          Document document = next.next();
          held += document.heldCharacters();
          inFlight.add(threads.submit(() -> processIn(idle, document, language, work)));
        }
        if (!inFlight.isEmpty()) {
          Outcome<R> outcome = get(inFlight.remove());
          held -= outcome.document().heldCharacters();
          outcomes.accept(outcome);
        }
      }
    } finally {
      stop(threads);
      close(next);
    }
    for (PipelineLane lane : lanes) {
      lane.complete();
    }
  }

  private static <R> Outcome<R> processIn(
      BlockingQueue<PipelineLane> idle, Document document, String language, CasWork<R> work)
      throws InterruptedException {
    PipelineLane lane = idle.take();
    try {
      return lane.process(document, language, work);
    } finally {
      idle.add(lane);
    }
  }

  private static <R> Outcome<R> get(Future<Outcome<R>> outcome) throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      // Only errors of the machine get here: a broken installation, not a bad document.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void close(Iterator<?> documents) {
    if (documents instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Waits for documents in work even when interrupted: engines must be idle to be closed. */
  private static void stop(ExecutorService threads) {
    boolean interrupted = false;
    threads.shutdownNow();
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the engines and the resources that they share. */
  @Override
  public void close() {
    lanes.forEach(PipelineLane::close);
    lanes.clear();
    resources.destroy();
  }
}
