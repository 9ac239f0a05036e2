package io.github.safr.cli;

/** What a command's exit code says, to scripts. */
final class ExitCode {

  /** All that was asked for was done. */
  static final int OK = 0;

  /** Nothing useful was done. */
  static final int FAILURE = 1;

  /** The command was not understood. */
  static final int USAGE = 2;

  /** Finished, but some documents were skipped. */
  static final int INCOMPLETE = 3;

  private ExitCode() {}
}
