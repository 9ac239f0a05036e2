package io.github.safr.examples.spark;

/** Why a run cannot be done, in a sentence or two for the person who started it. */
final class JobException extends Exception {

  private static final long serialVersionUID = 1L;

  JobException(String message) {
    super(message);
  }

  JobException(String message, Throwable cause) {
    super(message, cause);
  }
}
