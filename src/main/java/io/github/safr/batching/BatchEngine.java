package io.github.safr.batching;

import java.util.List;

/**
 * What runs batches; called by several threads at once.
 *
 * @param <K> kinds of run: only items of one kind are run together
 * @param <I> items
 * @param <R> what comes of an item
 */
@FunctionalInterface
public interface BatchEngine<K, I, R> {

  /**
   * Runs items together.
   *
   * @return one result an item, in their order
   */
  List<R> run(K kind, List<I> items);
}
