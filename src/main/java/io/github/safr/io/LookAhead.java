package io.github.safr.io;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An iterator that has to find the next element to know whether there is one.
 *
 * @param <T> elements, never null
 */
public abstract class LookAhead<T> implements Iterator<T> {

  private @Nullable T next;

  /** The next element, or null if there is none. */
  protected abstract @Nullable T find();

  @Override
  public final boolean hasNext() {
    if (next == null) {
      next = find();
    }
    return next != null;
  }

  @Override
  public final T next() {
    T found = hasNext() ? next : null;
    if (found == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return found;
  }
}
