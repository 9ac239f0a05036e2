package io.github.safr.report;

import java.io.IOException;

/** Where the pages of a report go. */
interface ReportOutput {

  /** Takes a document; nothing of it is kept but its data. */
  void add(ReportDocument document) throws IOException;

  /** Writes what is left when all documents are counted. */
  void finish(CollectionTally tally) throws IOException;
}
