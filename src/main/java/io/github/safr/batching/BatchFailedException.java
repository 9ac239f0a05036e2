package io.github.safr.batching;

/** A caller's own items could not be run; the cause is what the engine threw. */
public final class BatchFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BatchFailedException(Throwable cause) {
    super("A batch could not be run.", cause);
  }
}
