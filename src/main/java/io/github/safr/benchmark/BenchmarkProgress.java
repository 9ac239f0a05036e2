package io.github.safr.benchmark;

/** Hears how far a benchmark is. */
public interface BenchmarkProgress {

  /**
   * A part begins.
   *
   * @param part one word
   * @param runs how many runs of contenders it will take at most
   */
  void begin(String part, int runs);

  /** A contender runs next. */
  void step(String contender);

  /** A contender cannot be measured, or not any more. */
  void failed(String contender, Throwable reason);
}
