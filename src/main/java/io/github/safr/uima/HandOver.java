package io.github.safr.uima;

import io.github.safr.model.Explanation;
import io.github.safr.model.ModelTrust;
import io.github.safr.type.Classification;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.uima.UimaContext;
import org.apache.uima.UimaContextAdmin;
import org.apache.uima.resource.ResourceManager;
import org.jspecify.annotations.Nullable;

/**
 * Where classifiers leave explanations for the explainers of their pipeline, so that one forward
 * pass serves both. Engines are of one pipeline if they share UIMA's resource manager.
 *
 * <p>Explanations are kept for classifications by identity and weakly: UIMA counts annotations of a
 * CAS anew after a reset, so equal ones may be of different documents, and an explanation that
 * nobody takes must not keep a CAS alive, nor outlive its annotation.
 */
final class HandOver {

  private static final Map<ResourceManager, HandOver> BY_PIPELINE =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * What explanations are of. Their positions count tokens, so the tokens must be the same.
   *
   * @param model id of the model
   * @param trust whose models the engine lets in; another may have the same id
   * @param tokenType name of the type of tokens
   */
  record Subject(String model, ModelTrust trust, String tokenType) {}

  /** An explanation, and the label that it is of. */
  private record Offer(Subject subject, @Nullable String label, Explanation explanation) {}

  private final Map<Subject, Integer> explainers = new HashMap<>();
  private final Map<ByIdentity, Offer> offers = new HashMap<>();
  private final ReferenceQueue<Classification> collected = new ReferenceQueue<>();

  /** The hand-over of the pipeline that an engine is in. */
  static HandOver of(UimaContext context) {
    ResourceManager pipeline = ((UimaContextAdmin) context).getResourceManager();
    return BY_PIPELINE.computeIfAbsent(pipeline, key -> new HandOver());
  }

  /** An explainer has come that will take explanations. */
  synchronized void join(Subject subject) {
    explainers.merge(subject, 1, Integer::sum);
  }

  /** An explainer that joined is gone. */
  synchronized void leave(Subject subject) {
    explainers.computeIfPresent(subject, (key, count) -> count > 1 ? count - 1 : null);
  }

  /** Whether there is an explainer to take explanations. */
  synchronized boolean isWanted(Subject subject) {
    return explainers.containsKey(subject);
  }

  synchronized void offer(Subject subject, Classification classification, Explanation explanation) {
    forgetCollected();
    offers.put(
        new ByIdentity(classification, collected),
        new Offer(subject, classification.getLabel(), explanation));
  }

  /**
   * The explanation that was left for the classification, once; none if somebody has changed the
   * label since.
   */
  synchronized Optional<Explanation> take(Subject subject, Classification classification) {
    forgetCollected();
    Offer offer = offers.remove(new ByIdentity(classification, null));
    return offer != null
            && offer.subject().equals(subject)
            && Objects.equals(offer.label(), classification.getLabel())
        ? Optional.of(offer.explanation())
        : Optional.empty();
  }

  /** Number of explanations that wait to be taken. */
  synchronized int size() {
    forgetCollected();
    return offers.size();
  }

  private void forgetCollected() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      offers.remove(gone);
    }
  }

  /** A weak key that equals another only if both are of the very same object. */
  private static final class ByIdentity extends WeakReference<Classification> {

    private final int hash;

    ByIdentity(Classification classification, @Nullable ReferenceQueue<Classification> queue) {
      super(classification, queue);
      hash = System.identityHashCode(classification);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Being the same is what counts here.
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof ByIdentity key && get() != null && get() == key.get());
    }
  }
}
