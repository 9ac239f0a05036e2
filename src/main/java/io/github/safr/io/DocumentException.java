package io.github.safr.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A document or folder that cannot be used; the message names the place and the remedy. */
public class DocumentException extends IOException {

  private static final long serialVersionUID = 1L;

  public DocumentException(String message) {
    super(message);
  }

  public DocumentException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
