package io.github.safr.model;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Remembers the pieces of tokens that were met lately: cutting a token costs far more than looking
 * it up, and most of a text's tokens are the same few. Every token has one place, by its hash, and
 * the last one there stays; so memory is bounded (a few megabytes) and threads need no lock.
 */
final class PieceCache {

  private static final int PLACES = 1 << 15;

  private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(PLACES);
  private final Function<String, int[]> cut;

  private record Entry(String token, int[] pieces) {}

  PieceCache(Function<String, int[]> cut) {
    this.cut = cut;
  }

  /** The pieces of a token; the caller may change the array. */
  int[] get(String token) {
    int hash = token.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    Entry entry = entries.get(place);
    if (entry == null || !entry.token.equals(token)) {
      entry = new Entry(token, cut.apply(token));
      entries.set(place, entry);
    }
    return entry.pieces.clone();
  }
}
