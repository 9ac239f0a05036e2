package io.github.safr.report;

import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CASRuntimeException;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;

/**
 * Pages on what was decided in a collection, and why. No more documents are in memory than there
 * are threads, and what is shown of as many again; of each a line of the list stays.
 */
public final class Report {

  /** Told of every document, in their order. */
  public interface Listener {

    /** A document is in the report. */
    void added(String name);

    /** A document is not in the report, because it could not be read. */
    void skipped(String name, Exception reason);
  }

  /**
   * What was written.
   *
   * @param page the page to open first
   * @param documents how many documents are in it
   * @param skipped how many are not
   * @param decisions how many decisions there are
   * @param explained how many of them have an explanation
   */
  public record Written(Path page, long documents, long skipped, long decisions, long explained) {}

  /** A document that was dealt with: it is shown, or there is an obstacle. */
  private record Page(
      Document document,
      @Nullable ReportDocument shown,
      @Nullable String prepared,
      @Nullable DocumentException obstacle) {}

  /** The most data in a single file, in characters; browsers take seconds for more. */
  static final long MOST_IN_A_FILE = 30_000_000;

  private final AnnotatedDocuments documents;
  private final String view;
  private final String title;
  private final int threads;

  /**
   * A report on some documents.
   *
   * @param view name of the view that was annotated
   * @param title what to call the collection
   * @param threads how many documents to read at the same time, at least 1
   */
  public Report(AnnotatedDocuments documents, String view, String title, int threads) {
    this.documents = documents;
    this.view = view;
    this.title = title;
    this.threads = threads;
  }

  /** Whether an output is a single file: its name ends as that of a page. */
  public static boolean isSingleFile(Path output) {
    String name = String.valueOf(output.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".html") || name.endsWith(".htm");
  }

  /**
   * Writes it.
   *
   * @param output a folder, or a file if {@link #isSingleFile} says so; made or replaced
   * @throws DocumentException if it cannot be written, or is too large for a single file
   * @throws ResourceInitializationException if there is no CAS for the documents' types
   * @throws InterruptedException if the thread is interrupted
   */
  public Written write(Path output, Listener listener)
      throws DocumentException, ResourceInitializationException, InterruptedException {
    try {
      return isSingleFile(output)
          ? write(new SingleFileOutput(output, title, MOST_IN_A_FILE), output, listener)
          : write(FolderOutput.start(output, title), output.resolve(FolderOutput.INDEX), listener);
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      String obstacle =
          Files.isRegularFile(output) && !isSingleFile(output) ? "it is a file" : e.getMessage();
      throw new DocumentException(
          ("The report cannot be written to '%s' (%s). Check the folder and the space on its disk,"
                  + " or choose another.")
              .formatted(output, obstacle),
          e);
    }
  }

  private Written write(ReportOutput output, Path page, Listener listener)
      throws IOException, ResourceInitializationException, InterruptedException {
    CollectionTally tally = new CollectionTally();
    long skipped = 0;
    BlockingQueue<CAS> idle = new ArrayBlockingQueue<>(threads);
    for (int i = 0; i < threads; i++) {
      idle.add(documents.emptyCas());
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Queue<Future<Page>> inFlight = new ArrayDeque<>();
      Iterator<Document> next = documents.iterator();
      int number = 0;
      while (next.hasNext() || !inFlight.isEmpty()) {
        while (next.hasNext() && inFlight.size() < 2 * threads) {
          Document document = next.next();
          int own = ++number;
          inFlight.add(workers.submit(() -> page(output, document, own, idle)));
        }
        Page made = get(inFlight.remove());
        if (made.obstacle() != null) {
          skipped++;
          listener.skipped(made.document().name(), made.obstacle());
        } else if (made.shown() != null && made.prepared() != null) {
          output.add(made.shown().number(), made.prepared());
          tally.add(made.shown());
          listener.added(made.document().name());
        }
      }
    } finally {
      workers.shutdownNow();
    }
    // Where nothing could be read an older report is worth more than an empty one.
    if (!tally.entries().isEmpty()) {
      output.finish(tally);
    }
    return new Written(page, tally.entries().size(), skipped, tally.units(), tally.explained());
  }

  /** Reads a document and writes its page; one that cannot be read has an obstacle instead. */
  private Page page(ReportOutput output, Document document, int number, BlockingQueue<CAS> idle)
      throws IOException, InterruptedException {
    CAS cas = idle.take();
    try {
      ReportDocument shown;
      try {
        document.readInto(cas, CAS.DEFAULT_LANGUAGE_NAME);
        shown = shown(document, number, viewOf(cas, document));
      } catch (DocumentException e) {
        return new Page(document, null, null, e);
      }
      return new Page(document, shown, output.prepare(shown), null);
    } finally {
      cas.reset();
      idle.add(cas);
    }
  }

  private static Page get(Future<Page> page) throws IOException, InterruptedException {
    try {
      return page.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static ReportDocument shown(Document document, int number, CAS annotated)
      throws DocumentException {
    try {
      return ReportDocument.of(number, shownName(document), annotated);
    } catch (IllegalArgumentException | CASRuntimeException e) {
      throw new DocumentException(
          "'%s' has annotations that do not fit its text or its types. Annotate it again."
              .formatted(document.name()),
          e);
    }
  }

  private CAS viewOf(CAS cas, Document document) throws DocumentException {
    try {
      return cas.getView(view);
    } catch (CASRuntimeException e) {
      throw new DocumentException(
          "'%s' has no view '%s'. Say which was annotated.".formatted(document.name(), view), e);
    }
  }

  /** The name of what was annotated: {@code letter.txt}, and not {@code letter.txt.xmi}. */
  private static String shownName(Document document) {
    String name = DocumentFormat.withoutCompression(document.name());
    int end = name.lastIndexOf('.');
    return end > 0 ? name.substring(0, end) : name;
  }
}
