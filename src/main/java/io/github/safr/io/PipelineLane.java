package io.github.safr.io;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceManager;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;

/** An analysis engine with the CAS that it fills again and again; used by one thread at a time. */
final class PipelineLane {

  private final AnalysisEngine engine;
  private final CAS cas;
  private final String view;
  private final TextAllowance allowance;

  private PipelineLane(AnalysisEngine engine, CAS cas, String view, TextAllowance allowance) {
    this.engine = engine;
    this.cas = cas;
    this.view = view;
    this.allowance = allowance;
  }

  /**
   * @param view name of the view whose text the pipeline gets
   * @param allowance what all lanes together may have in work
   */
  static PipelineLane create(
      AnalysisEngineDescription pipeline,
      TypeSystemDescription types,
      String view,
      ResourceManager resources,
      TextAllowance allowance)
      throws ResourceInitializationException {
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(pipeline, resources, null);
    boolean made = false;
    try {
      PipelineLane lane =
          new PipelineLane(
              engine,
              CasCreationUtils.createCas(
                  List.of(engine.getProcessingResourceMetaData(), types), null, resources),
              view,
              allowance);
      made = true;
      return lane;
    } finally {
      if (!made) {
        engine.destroy();
      }
    }
  }

  /** Whether the CAS has a type of this name. */
  boolean knows(String type) {
    return cas.getTypeSystem().getType(type) != null;
  }

  <R> Outcome<R> process(Document document, String language, CasWork<R> work) {
    int taken = 0;
    try {
      taken = allowance.take(document.expectedCharacters());
      int replacedCharacters = document.readInto(cas, language);
      int needed = allowance.cost(characters());
      if (needed > taken) {
        // Nothing is kept while it waits, or all lanes might wait with as long a document each.
        cas.reset();
        allowance.giveBack(taken);
        taken = 0;
        taken = allowance.take(needed);
        document.readInto(cas, language);
      } else {
        allowance.giveBack(taken - needed);
        taken = needed;
      }
      checkView(document);
      engine.process(cas);
      return new Outcome.Processed<>(document, replacedCharacters, work.apply(document, cas));
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      // An odd or huge document can exhaust the stack or the heap; its neighbours need neither.
      return new Outcome.Failed<>(document, e);
    } finally {
      cas.reset();
      allowance.giveBack(taken);
    }
  }

  /** Of all views: all of them are in memory, and are written. */
  private long characters() {
    long characters = 0;
    for (CAS each : views()) {
      String text = each.getDocumentText();
      characters += text == null ? 0 : text.length();
    }
    return characters;
  }

  /**
   * UIMA would take a view that is not there for an empty one, or tell what only it understands.
   */
  private void checkView(Document document) throws DocumentException {
    List<CAS> views = views();
    boolean hasText =
        views.stream()
            .anyMatch(each -> each.getViewName().equals(view) && each.getDocumentText() != null);
    if (!hasText && !(views.isEmpty() && view.equals(CAS.NAME_DEFAULT_SOFA))) {
      throw new DocumentException(
          "'%s' has no text in the view '%s'. Its views are: %s. Name the right one with --view."
              .formatted(
                  document.name(),
                  view,
                  views.stream()
                      .map(each -> "'" + each.getViewName() + "'")
                      .collect(Collectors.joining(", "))));
    }
  }

  private List<CAS> views() {
    List<CAS> views = new ArrayList<>();
    cas.getViewIterator().forEachRemaining(views::add);
    return views;
  }

  void complete() throws AnalysisEngineProcessException {
    engine.collectionProcessComplete();
  }

  void close() {
    cas.release();
    engine.destroy();
  }
}
