package io.github.safr.benchmark;

import io.github.safr.type.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.uima.UIMAException;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceManager;

/**
 * A pipeline over documents in memory: text in, annotations in a CAS, no files. Sentences and
 * tokens are found on the way. Several threads, each with its engine and CAS, take the documents
 * from one list.
 */
final class UimaContender implements Contender {

  private record Lane(AnalysisEngine engine, CAS cas) {}

  private final List<String> documents;
  private final String language;
  private final int sentences;
  private final List<Lane> lanes = new ArrayList<>();
  private final ResourceManager resources = UIMAFramework.newDefaultResourceManager();
  private final ExecutorService threads;

  UimaContender(
      AnalysisEngineDescription pipeline,
      List<String> documents,
      int sentences,
      String language,
      int threads)
      throws UIMAException {
    this.documents = documents;
    this.sentences = sentences;
    this.language = language;
    this.threads = Executors.newFixedThreadPool(threads);
    try {
      for (int i = 0; i < threads; i++) {
        AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(pipeline, resources, null);
        lanes.add(new Lane(engine, engine.newCAS()));
      }
    } catch (UIMAException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public int sentences() {
    return sentences;
  }

  @Override
  public void run() throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Integer>> work =
        lanes.stream().<Callable<Integer>>map(lane -> () -> process(lane, next)).toList();
    int classified = 0;
    for (Future<Integer> done : threads.invokeAll(work)) {
      try {
        classified += done.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("The pipeline failed.", e.getCause());
      }
    }
    if (classified != sentences) {
      throw new IllegalStateException(
          "The pipeline classified %d sentences of %d.".formatted(classified, sentences));
    }
  }

  private int process(Lane lane, AtomicInteger next) throws Exception {
    int classified = 0;
    for (int i = next.getAndIncrement(); i < documents.size(); i = next.getAndIncrement()) {
      CAS cas = lane.cas();
      cas.reset();
      cas.setDocumentLanguage(language);
      cas.setDocumentText(documents.get(i));
      lane.engine().process(cas);
      classified += cas.getJCas().getAnnotationIndex(Classification.class).size();
    }
    return classified;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    lanes.forEach(lane -> lane.engine().destroy());
    resources.destroy();
  }
}
