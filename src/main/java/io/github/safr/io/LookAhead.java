package io.github.safr.io;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * An iterator that has to find the next element to know whether there is one.
 *
 * @param <T> elements, never null
 */
public abstract class LookAhead<T> implements Iterator<T> {

  private T next;

  /** The next element, or null if there is none. */
  protected abstract T find();

  @Override
  public final boolean hasNext() {
    if (next == null) {
      next = find();
    }
    return next != null;
  }

  @Override
  public final T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T found = next;
    next = null;
    return found;
  }
}
