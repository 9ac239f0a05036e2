package io.github.safr.io;

import org.apache.uima.cas.CAS;

/** A document of a collection: known by name, and read where it is analysed. */
public interface Document {

  /**
   * What to call it, and where its output goes: a path separated by {@code /} on every platform,
   * different from the name of every other document of the collection.
   */
  String name();

  /**
   * Puts the document into an empty CAS; called again if it turns out longer than was expected.
   *
   * @param language ISO 639 code for a document that does not say itself what it is written in
   * @return how many characters were replaced, because what is written cannot carry them
   * @throws DocumentException if it cannot be read, or is not what it is taken for
   */
  int readInto(CAS cas, String language) throws DocumentException;

  /** How many characters (UTF-16 code units) it keeps in memory while it waits to be read. */
  default long heldCharacters() {
    return 0;
  }

  /**
   * How many characters (UTF-16 code units) it may turn out to have, told without reading it;
   * memory is set aside for so many while it is read.
   */
  default long expectedCharacters() {
    return heldCharacters();
  }

  /**
   * Whether it brings annotations, which take memory that its characters do not tell of, as long as
   * it is in work.
   */
  default boolean isAnnotated() {
    return false;
  }

  /**
   * Whether documents that nobody has seen may lie behind this one, or its name may be another once
   * it can be read; asked of one that could not be.
   */
  default boolean standsForMore() {
    return false;
  }
}
