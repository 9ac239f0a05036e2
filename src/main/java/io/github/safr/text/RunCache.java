package io.github.safr.text;

import io.github.safr.cache.RecentResults;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import opennlp.tools.tokenize.TokenizerModel;

/**
 * Remembers the tokens of runs of characters between white space that were met lately, for all
 * tokenizers with one model: they depend on model and run alone.
 */
final class RunCache {

  /** Longer runs are rare, and are not kept. */
  private static final int LONGEST = 32;

  /** By identity: a tokenizer model's own hash takes milliseconds. There are few of them. */
  private static final List<RunCache> CACHES = new ArrayList<>();

  private final RecentResults<List<TextSpan>> recent = new RecentResults<>();
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
    return run.length() > LONGEST ? find.apply(run) : recent.get(run, find);
  }
}
