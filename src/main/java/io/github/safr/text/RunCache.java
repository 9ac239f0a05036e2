package io.github.safr.text;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import opennlp.tools.tokenize.TokenizerModel;

/**
 * Remembers the tokens of runs of characters between white space that were met lately: they depend
 * on the run alone, most runs of a text are the same few, and finding out costs far more than
 * looking it up. Every run has one place, by its hash, and the last one there stays; so memory is
 * bounded (a few megabytes a model) and threads need no lock.
 */
final class RunCache {

  private static final int PLACES = 1 << 15;

  /** Longer runs are rare, and are not kept. */
  private static final int LONGEST = 32;

  /** By identity: a tokenizer model's own hash takes milliseconds. There are few of them. */
  private static final List<RunCache> CACHES = new ArrayList<>();

  private record Entry(String run, List<TextSpan> tokens) {}

  private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(PLACES);
  private final WeakReference<TokenizerModel> model;

  private RunCache(TokenizerModel model) {
    this.model = new WeakReference<>(model);
  }

  /** The cache of all tokenizers with a model; it goes when the model does. */
  static RunCache of(TokenizerModel model) {
    synchronized (CACHES) {
      CACHES.removeIf(cache -> cache.model.refersTo(null));
      for (RunCache cache : CACHES) {
        if (cache.model.refersTo(model)) {
          return cache;
        }
      }
      RunCache made = new RunCache(model);
      CACHES.add(made);
      return made;
    }
  }

  /**
   * The tokens of a run.
   *
   * @param find finds them, if the run is not known
   * @return offsets within the run
   */
  List<TextSpan> get(String run, Function<String, List<TextSpan>> find) {
    if (run.length() > LONGEST) {
      return find.apply(run);
    }
    int hash = run.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    Entry entry = entries.get(place);
    if (entry == null || !entry.run.equals(run)) {
      entry = new Entry(run, find.apply(run));
      entries.set(place, entry);
    }
    return entry.tokens;
  }
}
