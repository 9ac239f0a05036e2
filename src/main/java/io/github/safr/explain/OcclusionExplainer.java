package io.github.safr.explain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Leave one out: by how much the label's probability falls when a token is removed, in [-1, 1]. The
 * idea is that of occlusion in images (Zeiler and Fergus, "Visualizing and Understanding
 * Convolutional Networks", ECCV 2014), and of erasure in text (Li, Monroe and Jurafsky,
 * "Understanding Neural Networks through Representation Erasure", 2016). Where two tokens say the
 * same, either can go without a loss, and both get little.
 *
 * <p>Asks once a token.
 */
public final class OcclusionExplainer implements Explainer {

  @Override
  public String name() {
    return "occlusion";
  }

  @Override
  public boolean signed() {
    return true;
  }

  @Override
  public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
    return Interview.hold(texts, classifier, OcclusionExplainer::inquiry);
  }

  private static Inquiry inquiry(ExplainedText text) {
    return new Inquiry(
        text.size(),
        token -> without(token, text.size()),
        answers -> Arrays.stream(answers).map(rest -> text.confidence() - rest).toArray());
  }

  private static BitSet without(int token, int size) {
    BitSet kept = new BitSet(size);
    kept.set(0, size);
    kept.clear(token);
    return kept;
  }
}
