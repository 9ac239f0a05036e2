package io.github.safr.benchmark;

/** Something whose time is taken, ready to run. */
public interface Contender extends AutoCloseable {

  /** Sentences that one run deals with. */
  int sentences();

  /** Does it once. */
  void run() throws Exception;

  @Override
  default void close() {}

  /** Makes a contender, or says by an exception why there can be none. */
  @FunctionalInterface
  interface Maker {

    /**
     * Loads what the contender needs.
     *
     * @throws Exception if it cannot run here
     */
    Contender make() throws Exception;
  }
}
