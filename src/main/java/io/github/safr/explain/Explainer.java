package io.github.safr.explain;

import java.util.List;

/** A way to say which tokens of a text a decision rests on. */
public interface Explainer {

  /** Short name in lower case, with hyphens: what tables and the command line call it. */
  String name();

  /**
   * Whether its scores have a sign, negative ones speaking against the label. Signed scores are
   * ranked as they are where tokens are removed, and by their size where they are compared with
   * people's marks.
   */
  boolean signed();

  /**
   * Explains decisions. Called with some texts at a time, so that it can ask the model about all of
   * them together.
   *
   * @param texts texts with the label to explain
   * @param classifier the same model on what is left of a text when tokens are removed, in the way
   *     under test; explainers that do not remove tokens ignore it
   * @return one array a text: one finite score a token, the most important the highest
   */
  List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier);
}
