package io.github.safr.explain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What each token says on its own: the label's probability for the token alone, less that of the
 * text of which nothing is left, in [-1, 1]. Knows nothing of context, and shows by that how much
 * of a decision needs any. Where removal replaces tokens, a token alone stands in its own place
 * among unknown ones.
 *
 * <p>Asks once a token, and once more.
 */
public final class SingleWordExplainer implements Explainer {

  @Override
  public String name() {
    return "single-word";
  }

  @Override
  public boolean signed() {
    return true;
  }

  @Override
  public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
    return Interview.hold(texts, classifier, SingleWordExplainer::inquiry);
  }

  /** The tokens in turn, and nothing last. */
  private static Inquiry inquiry(ExplainedText text) {
    int size = text.size();
    return new Inquiry(
        size + 1,
        token -> token < size ? only(token) : new BitSet(),
        answers ->
            Arrays.stream(answers).limit(size).map(alone -> alone - answers[size]).toArray());
  }

  private static BitSet only(int token) {
    BitSet kept = new BitSet();
    kept.set(token);
    return kept;
  }
}
