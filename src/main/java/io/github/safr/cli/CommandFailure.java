package io.github.safr.cli;

/** Ends a command with one sentence for the person who ran it: what, where, and what to do. */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
