package io.github.safr.model;

import org.jspecify.annotations.Nullable;

/** A model that is missing, damaged or not ours; the message names the place and the remedy. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
