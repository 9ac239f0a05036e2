package io.github.safr.io;

/**
 * What became of one document in a pipeline.
 *
 * @param <R> what was made of a document that went well
 */
public sealed interface Outcome<R> {

  /** The document. */
  Document document();

  /**
   * A document that went through.
   *
   * @param replacedCharacters as {@link Document#readInto} counted them
   * @param result what was made of it
   */
  record Processed<R>(Document document, int replacedCharacters, R result) implements Outcome<R> {}

  /**
   * A document that was given up; the others are not touched by it.
   *
   * @param cause why; a {@link DocumentException} if the fault lies with the document
   */
  record Failed<R>(Document document, Throwable cause) implements Outcome<R> {}
}
