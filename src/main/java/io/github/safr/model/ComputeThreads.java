package io.github.safr.model;

/** How the cores of this machine are divided, for programs that know what they will ask. */
public final class ComputeThreads {

  private ComputeThreads() {}

  /**
   * Lets one batch at a time use all cores, instead of one batch a core. For programs that look
   * inside a network, which does one batch after the other; pipelines are faster without. Takes
   * effect only before the first model of a JVM is loaded, and what the user has set stays.
   */
  public static void shareOperations() {
    if (System.getProperty(Compute.INTRA_OP_THREADS) == null) {
      System.setProperty(
          Compute.INTRA_OP_THREADS, Integer.toString(Runtime.getRuntime().availableProcessors()));
    }
  }
}
