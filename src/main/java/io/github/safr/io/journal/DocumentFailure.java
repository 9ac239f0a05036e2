package io.github.safr.io.journal;

import java.util.Locale;

/**
 * Why a document was set aside, for machines to read.
 *
 * @param kind what kind of reason it is
 * @param reason one sentence, which quotes no document
 * @param exception name of the class of the exception behind it
 */
public record DocumentFailure(String kind, String reason, String exception) {

  /** Kinds of reasons: who has to do something about it. */
  public enum Kind {
    /** The document cannot be read, or is not what it is taken for. */
    INPUT,
    /** The file was changed while it was read; of a table, rows may have been annotated before. */
    CHANGED,
    /** An engine of the pipeline refused it. */
    ENGINE,
    /** It was too large, or too deep, for the memory that there is. */
    MEMORY,
    /** Anything else: a mistake in a program. */
    UNEXPECTED
  }

  public DocumentFailure(Kind kind, String reason, String exception) {
    this(kind.name().toLowerCase(Locale.ROOT), reason, exception);
  }

  boolean is(Kind other) {
    return other.name().toLowerCase(Locale.ROOT).equals(kind);
  }
}
