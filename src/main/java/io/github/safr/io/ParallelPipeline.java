package io.github.safr.io;

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
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceManager;

/**
 * Runs a pipeline over documents with several threads in this JVM. Each thread has its own analysis
 * engine and CAS; all share one resource manager, and so one copy of every model. Not safe for use
 * by several threads at once.
 */
public final class ParallelPipeline implements AutoCloseable {

  /** Outcomes that may wait for an earlier, slower document, for each thread. */
  private static final int WINDOW = 16;

  private final List<PipelineLane> lanes;
  private final ResourceManager resources;

  private ParallelPipeline(List<PipelineLane> lanes, ResourceManager resources) {
    this.lanes = lanes;
    this.resources = resources;
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
    if (threads < 1) {
      throw new IllegalArgumentException(
          "A pipeline cannot run with " + threads + " threads. Use 1 or more.");
    }
    ResourceManager resources = UIMAFramework.newDefaultResourceManager();
    ParallelPipeline made = new ParallelPipeline(new ArrayList<>(threads), resources);
    try {
      for (int i = 0; i < threads; i++) {
        made.lanes.add(PipelineLane.create(pipeline, resources));
      }
      return made;
    } catch (ResourceInitializationException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  /**
   * Runs documents through the pipeline. Texts are read by the pipeline's threads, so that no more
   * of them are in memory than there are threads.
   *
   * @param language of the documents, as the CAS is to carry it
   * @param work what to make of each annotated CAS, in the pipeline's threads
   * @param outcomes told of every document, in the order of the documents, in the calling thread
   * @throws InterruptedException if the calling thread is interrupted; no document is in work any
   *     more when this is thrown
   * @throws AnalysisEngineProcessException if an engine fails at the end of the collection
   */
  public <R> void process(
      Iterable<DocumentFile> documents,
      String language,
      CasWork<R> work,
      Consumer<Outcome<R>> outcomes)
      throws InterruptedException, AnalysisEngineProcessException {
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    try {
      BlockingQueue<PipelineLane> idle = new ArrayBlockingQueue<>(lanes.size(), false, lanes);
      Queue<Future<Outcome<R>>> inFlight = new ArrayDeque<>();
      Iterator<DocumentFile> next = documents.iterator();
      while (next.hasNext() || !inFlight.isEmpty()) {
        // A future that is done already does not look whether who asks it is interrupted.
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        while (next.hasNext() && inFlight.size() < WINDOW * lanes.size()) {
          DocumentFile file = next.next();
          inFlight.add(threads.submit(() -> processIn(idle, file, language, work)));
        }
        outcomes.accept(get(inFlight.remove()));
      }
    } finally {
      stop(threads);
    }
    for (PipelineLane lane : lanes) {
      lane.complete();
    }
  }

  private static <R> Outcome<R> processIn(
      BlockingQueue<PipelineLane> idle, DocumentFile file, String language, CasWork<R> work)
      throws InterruptedException {
    PipelineLane lane = idle.take();
    try {
      return lane.process(file, language, work);
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
