package io.github.safr.io;

import org.apache.uima.cas.CAS;

/** A document in a file that must lie where it was found when it is read. */
record GuardedDocument(FoundFile file, Document document) implements Document {

  @Override
  public String name() {
    return document.name();
  }

  @Override
  public int readInto(CAS cas, String language) throws DocumentException {
    file.checkInside();
    int replaced = document.readInto(cas, language);
    // Between the two somebody may have put a link there, and have had it read.
    file.checkInside();
    return replaced;
  }

  @Override
  public long heldCharacters() {
    return document.heldCharacters();
  }

  @Override
  public long expectedCharacters() {
    return document.expectedCharacters();
  }

  @Override
  public boolean isAnnotated() {
    return document.isAnnotated();
  }

  @Override
  public boolean standsForMore() {
    return document.standsForMore();
  }
}
