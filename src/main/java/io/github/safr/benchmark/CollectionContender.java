package io.github.safr.benchmark;

import io.github.safr.io.Document;
import io.github.safr.io.Outcome;
import io.github.safr.io.ParallelPipeline;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;

/** A collection of files through the pipeline of the command line; nothing is written. */
final class CollectionContender implements Contender {

  private final ParallelPipeline pipeline;
  private final Iterable<? extends Document> documents;
  private final int sentences;
  private final String language;

  /**
   * @param pipeline of somebody who closes it
   */
  CollectionContender(
      ParallelPipeline pipeline,
      Iterable<? extends Document> documents,
      int sentences,
      String language) {
    this.pipeline = pipeline;
    this.documents = documents;
    this.sentences = sentences;
    this.language = language;
  }

  @Override
  public int sentences() {
    return sentences;
  }

  @Override
  public void run() throws InterruptedException, AnalysisEngineProcessException {
    AtomicInteger failed = new AtomicInteger();
    pipeline.process(
        documents,
        language,
        (document, cas) -> document.name(),
        outcome -> {
          if (outcome instanceof Outcome.Failed) {
            failed.incrementAndGet();
          }
        });
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " documents could not be classified.");
    }
  }
}
