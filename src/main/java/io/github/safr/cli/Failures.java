package io.github.safr.cli;

import io.github.safr.io.ChangedFileException;
import io.github.safr.io.DocumentException;
import io.github.safr.io.journal.DocumentFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.uima.UIMAException;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;

/** Tells exceptions to people, in one line. */
final class Failures {

  private static final String OUR_CODE = "io.github.safr.";

  private Failures() {}

  /**
   * One sentence on an exception. What our own code says speaks for itself, however deep the
   * framework has wrapped it. Of anything else only the kind and the place are told: its message
   * may quote the documents.
   */
  static String sentence(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOurs(cause)) {
        return Printable.line(cause.getMessage());
      }
      root = cause;
    }
    if (root instanceof OutOfMemoryError) {
      return "Not enough memory. Give Java more with -Xmx, or use fewer --threads.";
    }
    StackTraceElement[] trace = root.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return "Unexpected " + root.getClass().getName() + place + ". Run with --verbose for more.";
  }

  /** Why a document failed, for machines to read: as little of it as {@link #sentence} tells. */
  static DocumentFailure ofDocument(Throwable failure) {
    Throwable told = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      told = cause;
      if (isOurs(cause)) {
        break;
      }
    }
    return new DocumentFailure(kind(failure), sentence(failure), told.getClass().getName());
  }

  private static DocumentFailure.Kind kind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof VirtualMachineError) {
        return DocumentFailure.Kind.MEMORY;
      }
    }
    if (failure instanceof ChangedFileException) {
      return DocumentFailure.Kind.CHANGED;
    }
    if (failure instanceof DocumentException) {
      return DocumentFailure.Kind.INPUT;
    }
    return failure instanceof AnalysisEngineProcessException
        ? DocumentFailure.Kind.ENGINE
        : DocumentFailure.Kind.UNEXPECTED;
  }

  /** Whether our code made the exception to tell something, and not by a mistake of its own. */
  private static boolean isOurs(Throwable cause) {
    boolean told =
        cause instanceof IOException
            || cause instanceof UIMAException
            || cause instanceof IllegalArgumentException
            || cause instanceof IllegalStateException
            || cause.getClass().getName().startsWith(OUR_CODE);
    StackTraceElement[] trace = cause.getStackTrace();
    return told
        && cause.getMessage() != null
        && trace.length > 0
        && trace[0].getClassName().startsWith(OUR_CODE);
  }

  static String stackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString().stripTrailing();
  }
}
