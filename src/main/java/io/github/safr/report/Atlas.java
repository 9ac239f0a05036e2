package io.github.safr.report;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.SafrExplanations;
import io.github.safr.io.AtomicFile;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CASRuntimeException;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;

/**
 * A page on the neurons that annotated documents report: what each answers to, and where. Of two
 * collections, it shows their neurons side by side. No more documents are in memory than there are
 * threads, and two more; of all others bounded counts stay.
 */
public final class Atlas {

  /**
   * A collection.
   *
   * @param title what to call it
   * @param report the folder of a report on it, to link to; null if there is none
   */
  public record Collection(AnnotatedDocuments documents, String title, @Nullable Path report) {}

  /**
   * What was written.
   *
   * @param documents how many documents were read, of all collections
   * @param skipped how many could not be
   * @param decisions how many decisions report neurons
   * @param neurons how many neurons there are
   * @param leftOut how many times a neuron was reported that the limits of an atlas leave out
   */
  public record Written(long documents, long skipped, long decisions, long neurons, long leftOut) {}

  /** A document that was read into a CAS, or could not be. */
  private record Read(
      Document document, int number, CAS cas, @Nullable DocumentException obstacle) {}

  static final String TEMPLATE = "atlas.ftlh";

  private static final int AHEAD = 2;

  private final List<Collection> collections;
  private final String view;
  private final int threads;
  private final AtlasTally.Limits limits;

  /**
   * An atlas of a collection, or of several side by side.
   *
   * @param view name of the view that was annotated
   * @param threads how many documents to read at the same time, at least 1
   */
  public Atlas(List<Collection> collections, String view, int threads) {
    this(collections, view, threads, AtlasTally.Limits.USUAL);
  }

  Atlas(List<Collection> collections, String view, int threads, AtlasTally.Limits limits) {
    this.collections = List.copyOf(collections);
    this.view = view;
    this.threads = threads;
    this.limits = limits;
  }

  /**
   * Writes it.
   *
   * @param output a file, made or replaced
   * @throws DocumentException if it cannot be written, or a folder has no report
   * @throws ResourceInitializationException if there is no CAS for the documents' types
   * @throws InterruptedException if the thread is interrupted
   */
  public Written write(Path output, Report.Listener listener)
      throws DocumentException, ResourceInitializationException, InterruptedException {
    List<ReportLinks> links = new ArrayList<>();
    for (Collection collection : collections) {
      refuseToReplace(collection.report(), output);
      links.add(
          collection.report() == null
              ? ReportLinks.none()
              : ReportLinks.from(output, collection.report()));
    }
    List<Map<String, Object>> sides = new ArrayList<>();
    Written total = new Written(0, 0, 0, 0, 0);
    for (int i = 0; i < collections.size(); i++) {
      Collection collection = collections.get(i);
      AtlasTally tally = new AtlasTally(limits);
      long skipped = read(collection.documents(), tally, listener);
      sides.add(side(i, collection.title(), tally, links.get(i)));
      total =
          new Written(
              total.documents() + tally.documents(),
              total.skipped() + skipped,
              total.decisions() + tally.units(),
              total.neurons() + tally.neurons(),
              total.leftOut() + tally.leftOut());
    }
    if (total.documents() > 0) {
      write(output, sides, links.get(0).index().orElse(""));
    }
    return total;
  }

  /** The pages that an atlas leads to are not its place. */
  private static void refuseToReplace(@Nullable Path report, Path output) throws DocumentException {
    if (report == null) {
      return;
    }
    Path page = output.toAbsolutePath().normalize();
    Path folder = report.toAbsolutePath().normalize();
    if (page.equals(folder.resolve(FolderOutput.INDEX))
        || page.startsWith(folder.resolve(FolderOutput.DOCUMENTS))) {
      throw new DocumentException(
          "'%s' is a page of the report. Choose another file for the atlas.".formatted(output));
    }
  }

  private static Map<String, Object> side(
      int number, String title, AtlasTally tally, ReportLinks links) {
    Map<String, Object> side = new HashMap<>();
    side.put("number", number);
    side.put("title", title);
    side.put("documents", tally.documents());
    side.put("units", tally.units());
    side.put("neurons", tally.neurons());
    side.put("leftOut", tally.leftOut());
    side.put("models", tally.models().stream().map(AtlasTally.Model::name).toList());
    side.put("data", Pages.data(Pages.packed(AtlasJson.of(title, tally, links))));
    return side;
  }

  private void write(Path output, List<Map<String, Object>> sides, String home)
      throws DocumentException {
    Path folder = AtomicFile.folderOf(output);
    try {
      Files.createDirectories(folder);
      Map<String, Object> content =
          Map.of("sides", sides, "home", home, "strongest", NeuronTally.STRONGEST);
      AtomicFile.write(output, folder, out -> Pages.ofAtlas().inline(TEMPLATE, content, out));
      for (Collection collection : collections) {
        if (collection.report() != null) {
          ReportLinks.lead(collection.report(), output);
        }
      }
    } catch (IOException e) {
      throw new DocumentException(
          ("The atlas cannot be written to '%s' (%s). Check the folder and the space on its disk,"
                  + " or choose another.")
              .formatted(output, e.getMessage()),
          e);
    }
  }

  /** Counts all documents, in their order; returns how many could not be read. */
  private long read(AnnotatedDocuments documents, AtlasTally tally, Report.Listener listener)
      throws ResourceInitializationException, InterruptedException {
    Queue<CAS> idle = new ArrayDeque<>();
    for (int i = 0; i < threads + AHEAD; i++) {
      idle.add(documents.emptyCas());
    }
    long skipped = 0;
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Queue<Future<Read>> inFlight = new ArrayDeque<>();
      Iterator<Document> next = documents.iterator();
      int number = 0;
      while (next.hasNext() || !inFlight.isEmpty()) {
        while (next.hasNext() && !idle.isEmpty()) {
          Document document = next.next();
          int own = ++number;
          CAS cas = idle.remove();
          inFlight.add(workers.submit(() -> read(document, own, cas)));
        }
        Read read = get(inFlight.remove());
        DocumentException obstacle = read.obstacle() == null ? count(read, tally) : read.obstacle();
        if (obstacle == null) {
          listener.added(read.document().name());
        } else {
          skipped++;
          listener.skipped(read.document().name(), obstacle);
        }
        read.cas().reset();
        idle.add(read.cas());
      }
    } finally {
      workers.shutdownNow();
    }
    return skipped;
  }

  private static Read read(Document document, int number, CAS cas) {
    try {
      document.readInto(cas, CAS.DEFAULT_LANGUAGE_NAME);
      return new Read(document, number, cas, null);
    } catch (DocumentException e) {
      return new Read(document, number, cas, e);
    }
  }

  /** Counts a document; returns why it cannot be counted, or null. */
  private @Nullable DocumentException count(Read read, AtlasTally tally) {
    CAS annotated;
    try {
      annotated = read.cas().getView(view);
    } catch (CASRuntimeException e) {
      return new DocumentException(
          "'%s' has no view '%s'. Say which was annotated.".formatted(read.document().name(), view),
          e);
    }
    List<ExplainedUnit> units;
    try {
      units = SafrExplanations.of(annotated).units();
    } catch (IllegalArgumentException | CASRuntimeException e) {
      return new DocumentException(
          "'%s' has annotations that do not fit its text or its types. Annotate it again."
              .formatted(read.document().name()),
          e);
    }
    tally.add(read.number(), shownName(read.document()), units);
    return null;
  }

  private static Read get(Future<Read> read) throws InterruptedException {
    try {
      return read.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** The name of what was annotated, as a report has it. */
  private static String shownName(Document document) {
    String name = document.name();
    int end = name.lastIndexOf('.');
    return end > 0 ? name.substring(0, end) : name;
  }
}
