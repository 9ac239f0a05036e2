package io.github.safr.explanations;

import org.apache.uima.cas.text.AnnotationFS;

/**
 * A token that a decision was made on.
 *
 * @param begin where it begins in the text, in UTF-16 code units from 0
 * @param end where it ends, exclusive
 * @param text the token
 * @param rank its place among the tokens of its unit, from 1, the most important
 * @param importance size of its contribution relative to the largest of the unit, in [0, 1]
 * @param contribution signed share in the decision, in logits: positive speaks for the label
 * @param visibility how much of it the word mask lets the network see, in [0, 1]
 * @param annotation the {@code ImportantToken} that says so
 */
public record ImportantWord(
    int begin,
    int end,
    String text,
    int rank,
    double importance,
    double contribution,
    double visibility,
    AnnotationFS annotation) {

  /** Whether it speaks for the label that was chosen. */
  public boolean speaksForLabel() {
    return contribution > 0;
  }
}
