package io.github.safr.io;

import org.apache.uima.cas.CAS;

/**
 * A document that is known to be unreadable. It is delivered all the same, so that it is reported
 * like any other that fails.
 *
 * @param cause why
 * @param standsForMore as {@link Document#standsForMore} tells it
 */
public record UnreadableDocument(String name, DocumentException cause, boolean standsForMore)
    implements Document {

  @Override
  public int readInto(CAS cas, String language) throws DocumentException {
    throw cause;
  }
}
