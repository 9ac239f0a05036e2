package io.github.safr.io;

import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceManager;
import org.apache.uima.resource.metadata.ProcessingResourceMetaData;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;

/** An analysis engine with the CAS that it fills again and again; used by one thread at a time. */
final class PipelineLane {

  /** How many views or files a message names. */
  private static final int MOST_NAMED = 10;

  /** Of a view that is named, in UTF-16 code units. */
  private static final int LONGEST_NAME = 50;

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
   * @throws ResourceInitializationException if the engine cannot be made, or, caused by a {@link
   *     DocumentException}, if it cannot have these types beside its own
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
      PipelineLane lane = new PipelineLane(engine, cas(engine, types, resources), view, allowance);
      made = true;
      return lane;
    } finally {
      if (!made) {
        engine.destroy();
      }
    }
  }

  private static CAS cas(
      AnalysisEngine engine, TypeSystemDescription types, ResourceManager resources)
      throws ResourceInitializationException {
    ProcessingResourceMetaData own = engine.getProcessingResourceMetaData();
    if (types.getTypes().length == 0) {
      return CasCreationUtils.createCas(List.of(own), null, resources);
    }
    try {
      TypeCircles.check(List.of(own.getTypeSystem(), types));
      return CasCreationUtils.createCas(List.of(own, types), null, resources);
    } catch (ResourceInitializationException | RuntimeException e) {
      throw new ResourceInitializationException(
          new DocumentException(
              ("The types of the documents contradict those of the pipeline, or lack a supertype or"
                      + " a range, or have a name that UIMA does not allow (%s). Correct them, or"
                      + " name others with --type-system.")
                  .formatted(files(types)),
              e));
    }
  }

  /** Where types were declared. */
  private static String files(TypeSystemDescription types) {
    String files =
        Arrays.stream(types.getTypes())
            .map(TypeDescription::getSourceUrl)
            .filter(Objects::nonNull)
            .map(URL::getPath)
            .distinct()
            .limit(MOST_NAMED)
            .map(file -> "'" + file + "'")
            .collect(Collectors.joining(", "));
    return files.isEmpty() ? "those of documents in JSON" : files;
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
      } else if (!document.isAnnotated()) {
        allowance.giveBack(taken - needed);
        taken = needed;
      }
      checkView(document);
      engine.process(cas);
      return new Outcome.Processed<>(document, replacedCharacters, work.apply(document, cas));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed<>(document, e);
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
    List<CAS> views = views().stream().filter(each -> each.getSofa() != null).toList();
    boolean hasText =
        views.stream()
            .anyMatch(each -> each.getViewName().equals(view) && each.getDocumentText() != null);
    if (!hasText) {
      throw new DocumentException(
          "'%s' has no text in the view '%s'. %s"
              .formatted(
                  document.name(),
                  view,
                  views.isEmpty()
                      ? "It has no view at all. Write it again with its text."
                      : "Its views are: %s. Name the right one with --view."
                          .formatted(names(views))));
    }
  }

  /** Some of them, not in full if they are long: they are a stranger's. */
  private static String names(List<CAS> views) {
    String names =
        views.stream()
            .map(CAS::getViewName)
            .sorted()
            .limit(MOST_NAMED)
            .map(
                name ->
                    name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name)
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", "));
    int more = views.size() - MOST_NAMED;
    return more > 0 ? names + ", and %,d more".formatted(more) : names;
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
