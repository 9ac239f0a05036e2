package io.github.safr.io;

import org.apache.uima.cas.CAS;

/**
 * A document that is known to be unreadable. It is delivered all the same, so that it is reported
 * like any other that fails.
 *
 * @param cause why
 */
public record UnreadableDocument(String name, DocumentException cause) implements Document {

  @Override
  public int readInto(CAS cas, String language) throws DocumentException {
    throw cause;
  }
}
