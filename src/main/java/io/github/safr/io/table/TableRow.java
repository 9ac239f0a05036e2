package io.github.safr.io.table;

import io.github.safr.io.Characters;
import io.github.safr.io.Document;
import io.github.safr.io.SourceDocument;
import org.apache.uima.cas.CAS;

/**
 * A document that is a row of a table; its text is in memory already.
 *
 * @param characters those that its text may have; others are replaced
 */
record TableRow(String name, String text, Characters characters) implements Document {

  @Override
  public int readInto(CAS cas, String language) {
    SourceDocument document = SourceDocument.of(text, characters);
    cas.setDocumentLanguage(language);
    cas.setDocumentText(document.text());
    return document.replacedCharacters();
  }

  @Override
  public long heldCharacters() {
    return text.length();
  }
}
