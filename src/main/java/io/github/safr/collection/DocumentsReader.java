package io.github.safr.collection;

import io.github.safr.failure.UimaFailures;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import io.github.safr.io.table.DocumentCollection;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.collection.CollectionReader_ImplBase;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.Progress;
import org.apache.uima.util.ProgressImpl;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents one after the other: files of plain text, rows of tables, XMI, each also
 * compressed with gzip. Every CAS gets text, language, and the name that {@link XmiConsumer} writes
 * it under.
 *
 * <p>A document that cannot be read is skipped, with a warning, and counted: it is never promised
 * by {@link #hasNext()}. To know, each is read into a CAS of the reader's own first. Types of XMI
 * come from the descriptors of the pipeline. TSV and CSV need Commons CSV on the class path.
 */
public final class DocumentsReader extends CollectionReader_ImplBase {

  /**
   * What to read: files; folders, searched at any depth; patterns with {@code *}, {@code ?}, {@code
   * []}, <code>{}</code> and, for any depth, {@code **}. Relative paths start where the JVM was
   * started.
   */
  public static final String PARAM_INPUT = "input";

  /**
   * What the files hold: {@code text}, {@code tsv}, {@code csv}, {@code jsonl}, {@code xmi} or
   * {@code json}. The last, and tables, need the optional libraries that read them. Default: as
   * their extensions say, else text; of folders {@code .txt} files are read.
   */
  public static final String PARAM_FORMAT = "format";

  /** Tables: the column of the texts, by name or number from 1. Default: {@code text}. */
  public static final String PARAM_TEXT_COLUMN = "textColumn";

  /**
   * Tables: a column whose values go into the documents' names. Default: none; rows are known by
   * their numbers.
   */
  public static final String PARAM_ID_COLUMN = "idColumn";

  /** Tables: whether the first row of TSV and CSV files names the columns. Default: true. */
  public static final String PARAM_HEADER = "header";

  /**
   * Language of the documents, as an ISO 639-1 code; XMI keeps its own. Default: {@code
   * x-unspecified}.
   */
  public static final String PARAM_LANGUAGE = "language";

  private static final int UNKNOWN = -1;

  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger skipped = new AtomicInteger();
  private String language;
  private Iterator<Document> documents;
  private FutureTask<Long> total;
  private @Nullable CAS trial;
  private @Nullable Document next;

  @Override
  public void initialize() throws ResourceInitializationException {
    try {
      DocumentCollection collection = settings().documents();
      documents = collection.iterator();
      // For the eye only, so nobody waits for it.
      total = new FutureTask<>(collection::count);
    } catch (IllegalArgumentException | DocumentException e) {
      throw UimaFailures.atStart(e.getMessage(), e);
    }
    String given = (String) getConfigParameterValue(PARAM_LANGUAGE);
    language = given == null || given.isBlank() ? CAS.DEFAULT_LANGUAGE_NAME : given;
    next = null;
    read.set(0);
    skipped.set(0);
    Thread counting = new Thread(total, "count");
    counting.setDaemon(true);
    counting.start();
  }

  private ReaderSettings settings() {
    return ReaderSettings.of(
        (String[]) getConfigParameterValue(PARAM_INPUT),
        (String) getConfigParameterValue(PARAM_FORMAT),
        (String) getConfigParameterValue(PARAM_TEXT_COLUMN),
        (String) getConfigParameterValue(PARAM_ID_COLUMN),
        (Boolean) getConfigParameterValue(PARAM_HEADER));
  }

  @Override
  public void typeSystemInit(TypeSystem types) throws ResourceInitializationException {
    super.typeSystemInit(types);
    trial = CasCreationUtils.createCas(types, null, null, null);
  }

  /** Whether there is another document that can be read. */
  @Override
  public boolean hasNext() throws IOException {
    while (next == null && isMore()) {
      Document candidate = documents.next();
      if (isReadable(candidate)) {
        next = candidate;
      }
    }
    return next != null;
  }

  /** Whether there is another document, readable or not. */
  private boolean isMore() {
    while (true) {
      try {
        return documents.hasNext();
      } catch (NoClassDefFoundError e) {
        skip(
            "A TSV or CSV file",
            "tables need org.apache.commons:commons-csv, which is not on the class path. Add it.");
      }
    }
  }

  private boolean isReadable(Document document) throws IOException {
    CAS cas = trial();
    try {
      int replaced = document.readInto(cas, language);
      if (replaced > 0) {
        getLogger()
            .warn(
                "'{}': {} x a character that XML cannot carry; U+FFFD takes its place.",
                document.name(),
                replaced);
      }
      return true;
    } catch (DocumentException e) {
      String message = String.valueOf(e.getMessage());
      String types =
          document.isAnnotated() && message.contains("--type-system")
              ? " In a pipeline like this one, import the types of XMI in a descriptor instead."
              : "";
      skip("'" + document.name() + "'", message + types);
      return false;
    } catch (NoClassDefFoundError e) {
      skip(
          "'" + document.name() + "'",
          "JSON needs org.apache.uima:uimaj-io-json and com.fasterxml.jackson.core:jackson-databind,"
              + " which are not on the class path. Add them.");
      return false;
    } finally {
      cas.reset();
    }
  }

  private void skip(String document, String reason) {
    skipped.incrementAndGet();
    getLogger().warn("{} skipped: {}", document, reason);
  }

  /** A CAS for documents that nobody is promised yet. */
  private CAS trial() throws IOException {
    if (trial == null) {
      try {
        trial = CasCreationUtils.createCas(List.of(getProcessingResourceMetaData()));
      } catch (ResourceInitializationException e) {
        throw new IOException("There is no CAS to read documents into.", e);
      }
    }
    return trial;
  }

  /**
   * Reads the next document.
   *
   * @throws DocumentException if it cannot be read any more; the one after it can be asked for
   */
  @Override
  public void getNext(CAS cas) throws IOException {
    Document document = hasNext() ? next : null;
    if (document == null) {
      throw new NoSuchElementException();
    }
    next = null;
    document.readInto(cas, language);
    DocumentName.set(cas, document.name());
    read.incrementAndGet();
  }

  /** How many documents were skipped so far because they could not be read. */
  public int skipped() {
    return skipped.get();
  }

  /**
   * How many documents were read or skipped, of all once these are counted, which happens beside
   * the reading.
   */
  @Override
  public Progress[] getProgress() {
    return new Progress[] {
      new ProgressImpl(read.get() + skipped.get(), total(), Progress.ENTITIES)
    };
  }

  private int total() {
    if (!total.isDone() || total.isCancelled()) {
      return UNKNOWN;
    }
    try {
      return (int) Math.min(Integer.MAX_VALUE, total.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    } catch (ExecutionException e) {
      // The reading meets what is wrong itself.
      return UNKNOWN;
    }
  }

  @Override
  public void close() throws IOException {
    if (total != null) {
      total.cancel(true);
    }
    if (documents instanceof Closeable open) {
      open.close();
    }
    if (trial != null) {
      trial.release();
      trial = null;
    }
  }
}
