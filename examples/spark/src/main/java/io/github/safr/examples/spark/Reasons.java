package io.github.safr.examples.spark;

import org.apache.spark.SparkThrowable;

/** Tells exceptions to people, in one line that never quotes a text. */
final class Reasons {

  private static final String OUR_CODE = "io.github.safr.";

  private Reasons() {}

  /**
   * One sentence on an exception. What our own code says speaks for itself, however deep Spark and
   * UIMA have wrapped it. Of anything else only kind and place are told: its message may quote.
   */
  static String sentence(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOurs(cause)) {
        return cause.getMessage().replaceAll("\\p{Cntrl}+", " ");
      }
      root = cause;
    }
    if (root instanceof OutOfMemoryError) {
      return "Not enough memory. Give the executors more, or fewer task slots.";
    }
    StackTraceElement[] trace = root.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return "Unexpected " + kind(failure, root) + place + ".";
  }

  /** Spark names the kinds of its errors; such a name is worth more than that of the class. */
  private static String kind(Throwable failure, Throwable root) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark && spark.getCondition() != null) {
        String path = spark.getMessageParameters().get("path");
        return spark.getCondition()
            + (path == null ? "" : " (" + path + ")")
            + ", "
            + root.getClass().getName();
      }
    }
    return root.getClass().getName();
  }

  /** Whether our code made the exception to tell something, and not by a mistake of its own. */
  private static boolean isOurs(Throwable cause) {
    boolean mistake =
        cause instanceof NullPointerException
            || cause instanceof IndexOutOfBoundsException
            || cause instanceof ClassCastException
            || cause instanceof Error;
    StackTraceElement[] trace = cause.getStackTrace();
    return !mistake
        && cause.getMessage() != null
        && trace.length > 0
        && trace[0].getClassName().startsWith(OUR_CODE);
  }
}
