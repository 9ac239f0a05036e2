package io.github.safr.model;

/** How models of this JVM compute, for programs that know what they will ask. */
public final class ComputeSettings {

  private ComputeSettings() {}

  /**
   * Lets one batch at a time use all cores, instead of one batch a core. For programs that look
   * inside a network, which does one batch after the other; pipelines are faster without. Takes
   * effect only before the first model of a JVM is loaded, and what the user has set stays.
   */
  public static void shareOperations() {
    setIfAbsent(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Runs every call of a model in batches of its own, so that the same call gets the same result to
   * the bit, whoever else asks. Takes effect on models loaded later.
   */
  public static void runCallsApart() {
    System.setProperty(Compute.APART, "true");
  }

  /**
   * One thread a batch, unless something else was said before. It has to be said by a property: the
   * first session of a JVM decides, and DJL opens one of its own before any of ours.
   */
  static void settle() {
    setIfAbsent(1);
  }

  private static void setIfAbsent(int threads) {
    if (System.getProperty(Compute.INTRA_OP_THREADS) == null) {
      System.setProperty(Compute.INTRA_OP_THREADS, Integer.toString(threads));
    }
  }
}
