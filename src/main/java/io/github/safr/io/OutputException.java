package io.github.safr.io;

import java.io.IOException;

/**
 * Output cannot be written any more, whatever the document: the disk is full, say, or the folder is
 * gone. The next document would fail like this one. The message names the place and the remedy.
 */
public final class OutputException extends IOException {

  private static final long serialVersionUID = 1L;

  public OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
