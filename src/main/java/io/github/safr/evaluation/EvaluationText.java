package io.github.safr.evaluation;

import java.util.List;

/**
 * A text to measure explanations on.
 *
 * @param index which text of the data it is, counted from 1; files of results name it by that
 * @param tokens its tokens, at least one
 * @param gold the class that people gave it, counted from 0; -1 if unknown
 * @param marks whether people find each token important; empty if nobody was asked
 */
public record EvaluationText(int index, List<String> tokens, int gold, boolean[] marks) {

  private static final boolean[] NOBODY = {};

  public EvaluationText {
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException(
          "Text number " + index + " has no tokens. Remove it from the data.");
    }
    if (marks.length != 0 && marks.length != tokens.size()) {
      throw new IllegalArgumentException(
          "Text number %d has %d tokens and %d marks. Give one mark a token, or none."
              .formatted(index, tokens.size(), marks.length));
    }
  }

  /** A text that nobody has marked words in. */
  public EvaluationText(int index, List<String> tokens, int gold) {
    this(index, tokens, gold, NOBODY);
  }

  /** Whether people marked words in it, or could have. */
  boolean hasMarks() {
    return marks.length > 0;
  }
}
