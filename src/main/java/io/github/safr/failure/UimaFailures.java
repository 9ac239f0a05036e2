package io.github.safr.failure;

import java.util.Locale;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;

/**
 * UIMA's exceptions with messages of ours, which never quote documents.
 *
 * <p>UIMA looks messages up in a bundle, when somebody asks for them. By then an exception may be
 * out of reach of the class loader that has the bundle, as with engines in a PEAR; so these carry
 * theirs along.
 */
public final class UimaFailures {

  private UimaFailures() {}

  /** An engine, reader or resource cannot start. */
  public static ResourceInitializationException atStart(
      @Nullable String message, @Nullable Throwable cause) {
    return new StartFailure(message, cause);
  }

  /** A document cannot be processed. */
  public static AnalysisEngineProcessException inDocument(
      @Nullable String message, @Nullable Throwable cause) {
    return new DocumentFailure(message, cause);
  }

  private static final class StartFailure extends ResourceInitializationException {

    private static final long serialVersionUID = 1;

    private final @Nullable String message;

    StartFailure(@Nullable String message, @Nullable Throwable cause) {
      super(cause);
      this.message = message;
    }

    @Override
    public @Nullable String getMessage() {
      return message;
    }

    @Override
    public @Nullable String getLocalizedMessage() {
      return message;
    }

    @Override
    public @Nullable String getLocalizedMessage(Locale locale) {
      return message;
    }

    @Override
    public String toString() {
      return ResourceInitializationException.class.getName() + ": " + message;
    }
  }

  private static final class DocumentFailure extends AnalysisEngineProcessException {

    private static final long serialVersionUID = 1;

    private final @Nullable String message;

    DocumentFailure(@Nullable String message, @Nullable Throwable cause) {
      super(cause);
      this.message = message;
    }

    @Override
    public @Nullable String getMessage() {
      return message;
    }

    @Override
    public @Nullable String getLocalizedMessage() {
      return message;
    }

    @Override
    public @Nullable String getLocalizedMessage(Locale locale) {
      return message;
    }

    @Override
    public String toString() {
      return AnalysisEngineProcessException.class.getName() + ": " + message;
    }
  }
}
