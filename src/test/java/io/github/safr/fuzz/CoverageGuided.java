package io.github.safr.fuzz;

/** Where Jazzer comes in: it calls these by name. */
public final class CoverageGuided {

  /** The system property that names one of the {@link Targets}. */
  static final String TARGET = "safr.fuzz.target";

  private static FuzzTarget target;

  private CoverageGuided() {}

  public static void fuzzerInitialize() {
    target = Targets.valueOf(System.getProperty(TARGET)).make();
  }

  public static void fuzzerTestOneInput(byte[] input) throws Throwable {
    target.check(input);
  }

  public static void fuzzerTearDown() throws Exception {
    target.close();
  }
}
