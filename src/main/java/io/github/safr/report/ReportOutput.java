package io.github.safr.report;

import java.io.IOException;

/** Where the pages of a report go. */
interface ReportOutput {

  /**
   * Writes the page of a document, or packs what is to be shown of it; called by many threads at
   * once.
   *
   * @return what {@link #add} gets
   */
  String prepare(ReportDocument document) throws IOException;

  /** Takes what was prepared, in the order of the documents, in one thread. */
  void add(int number, String prepared) throws IOException;

  /** Writes what is left when all documents are counted. */
  void finish(CollectionTally tally) throws IOException;
}
