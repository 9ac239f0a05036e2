package io.github.safr.io;

/** A file that was changed, replaced or removed while it was read. */
public final class ChangedFileException extends DocumentException {

  private static final long serialVersionUID = 1L;

  public ChangedFileException(String message) {
    super(message);
  }
}
