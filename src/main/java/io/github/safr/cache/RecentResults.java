package io.github.safr.cache;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Remembers what came of the words that were met lately: most words of a text are the same few, and
 * finding out costs far more than looking it up. Every word has one place, by its hash, and the
 * last one there stays; so memory is bounded (a few megabytes) and threads need no lock.
 *
 * @param <V> results; shared by all who ask, so not to be changed
 */
public final class RecentResults<V> {

  private static final int PLACES = 1 << 15;

  private record Entry<V>(String word, V result) {}

  private final AtomicReferenceArray<Entry<V>> entries = new AtomicReferenceArray<>(PLACES);

  /**
   * What comes of a word.
   *
   * @param find finds it out, if it is not remembered
   */
  public V get(String word, Function<String, V> find) {
    int hash = word.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    Entry<V> entry = entries.get(place);
    if (entry == null || !entry.word.equals(word)) {
      entry = new Entry<>(word, find.apply(word));
      entries.set(place, entry);
    }
    return entry.result;
  }
}
