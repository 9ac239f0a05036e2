package io.github.safr.io.table;

/** A record that is no row; the message is the rest of a sentence that begins with its place. */
final class BadRowException extends Exception {

  private static final long serialVersionUID = 1L;

  BadRowException(String message) {
    super(message);
  }

  BadRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
