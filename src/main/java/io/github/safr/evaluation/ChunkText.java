package io.github.safr.evaluation;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.PartialClassifier.Remainder;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text that is being measured.
 *
 * @param text the text
 * @param explained the same with the model's decision
 * @param needsLimits whether the limits of its curves are looked for
 */
record ChunkText(EvaluationText text, ExplainedText explained, boolean needsLimits) {

  /** What the model made of it. */
  TextDecision decision() {
    return new TextDecision(
        text.index(), explained.size(), text.gold(), explained.label(), explained.confidence());
  }

  /** Numbers of tokens at which the curves of its explanations are asked. */
  BitSet counts() {
    return RemovalCurve.counts(explained.size(), needsLimits);
  }

  /** The text without its first token, without its second, and so on. */
  List<Remainder> leaveOneOut() {
    return IntStream.range(0, explained.size())
        .mapToObj(
            token -> {
              BitSet kept = new BitSet(explained.size());
              kept.set(0, explained.size());
              kept.clear(token);
              return new Remainder(explained, kept);
            })
        .toList();
  }

  /** By how much the probability of the label falls without each token. */
  double[] drops(AnswerCache answers) {
    return leaveOneOut().stream()
        .mapToDouble(rest -> explained.confidence() - answers.probability(explained, rest.kept()))
        .toArray();
  }
}
