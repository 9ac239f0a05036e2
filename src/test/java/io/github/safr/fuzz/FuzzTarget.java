package io.github.safr.fuzz;

import java.io.IOException;
import java.util.List;

/** A piece of the product that must stand any input. Used by one thread. */
public interface FuzzTarget extends AutoCloseable {

  /** Inputs to start from: some that are as they should be, and some that once were trouble. */
  List<byte[]> seeds() throws IOException;

  /**
   * Tries an input. What the product documents to throw is not thrown on.
   *
   * @throws Throwable whatever must not happen
   */
  void check(byte[] input) throws Throwable;

  @Override
  default void close() throws IOException {}
}
