package io.github.safr.io;

/**
 * The text of a document that was read.
 *
 * @param text its text, without byte order mark; may be empty
 * @param replacedCharacters how many characters were replaced, because what is written cannot carry
 *     them
 */
public record SourceDocument(String text, int replacedCharacters) {

  /** A text, fit for what can carry some characters only. */
  public static SourceDocument of(String text, Characters characters) {
    return new SourceDocument(characters.replaceForbidden(text), characters.countForbidden(text));
  }
}
