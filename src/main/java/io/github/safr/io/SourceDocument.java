package io.github.safr.io;

/**
 * The text of a document that was read.
 *
 * @param text its text, without byte order mark; may be empty
 * @param replacedCharacters how many characters XML forbids and {@link XmlCharacters} replaced
 */
public record SourceDocument(String text, int replacedCharacters) {

  /** A text, fit for XML. */
  public static SourceDocument of(String text) {
    return new SourceDocument(
        XmlCharacters.replaceForbidden(text), XmlCharacters.countForbidden(text));
  }
}
