package io.github.safr.io.table;

import io.github.safr.io.Document;
import io.github.safr.io.SourceDocument;
import org.apache.uima.cas.CAS;

/** A document that is a row of a table; its text is in memory already. */
record TableRow(String name, String text) implements Document {

  @Override
  public int readInto(CAS cas, String language) {
    SourceDocument document = SourceDocument.of(text);
    cas.setDocumentLanguage(language);
    cas.setDocumentText(document.text());
    return document.replacedCharacters();
  }

  @Override
  public long heldCharacters() {
    return text.length();
  }
}
