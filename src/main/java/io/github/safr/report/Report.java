package io.github.safr.report;

import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CASRuntimeException;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * Pages on what was decided in a collection, and why. Of the documents one is in memory at a time,
 * and of each a line of the list stays.
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

  /** The most data in a single file, in characters; browsers take seconds for more. */
  static final long MOST_IN_A_FILE = 30_000_000;

  private final AnnotatedDocuments documents;
  private final String view;
  private final String title;

  /**
   * A report on some documents.
   *
   * @param view name of the view that was annotated
   * @param title what to call the collection
   */
  public Report(AnnotatedDocuments documents, String view, String title) {
    this.documents = documents;
    this.view = view;
    this.title = title;
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
   */
  public Written write(Path output, Listener listener)
      throws DocumentException, ResourceInitializationException {
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
      throws IOException, ResourceInitializationException {
    CollectionTally tally = new CollectionTally();
    CAS cas = documents.emptyCas();
    long skipped = 0;
    for (Document document : documents) {
      CAS annotated;
      try {
        cas.reset();
        document.readInto(cas, CAS.DEFAULT_LANGUAGE_NAME);
        annotated = viewOf(cas, document);
      } catch (DocumentException e) {
        skipped++;
        listener.skipped(document.name(), e);
        continue;
      }
      ReportDocument shown =
          ReportDocument.of(tally.entries().size() + 1, shownName(document), annotated);
      output.add(shown);
      tally.add(shown);
      listener.added(document.name());
    }
    output.finish(tally);
    return new Written(page, tally.entries().size(), skipped, tally.units(), tally.explained());
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
    String name = document.name();
    int end = name.lastIndexOf('.');
    return end > 0 ? name.substring(0, end) : name;
  }
}
