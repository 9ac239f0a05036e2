package io.github.safr.evaluation;

import io.github.safr.evaluation.PairDraw.Positions;
import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.PartialClassifier.Remainder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** The interaction of two tokens: {@code f(x) - f(x\i) - f(x\j) + f(x\{i,j})}. */
final class Interactions {

  private final ExplainedText text;

  Interactions(ExplainedText text) {
    this.text = text;
  }

  /** What has to be asked for the interactions of some pairs. */
  List<Remainder> remainders(Collection<Positions> pairs) {
    List<Remainder> remainders = new ArrayList<>(3 * pairs.size());
    for (Positions pair : pairs) {
      remainders.add(new Remainder(text, without(pair.first())));
      remainders.add(new Remainder(text, without(pair.second())));
      remainders.add(new Remainder(text, without(pair.first(), pair.second())));
    }
    return remainders;
  }

  /** The interaction of a pair, in [-2, 2]; its remainders have been asked. */
  double of(Positions pair, AnswerCache answers) {
    return text.confidence()
        - answers.probability(text, without(pair.first()))
        - answers.probability(text, without(pair.second()))
        + answers.probability(text, without(pair.first(), pair.second()));
  }

  private BitSet without(int... tokens) {
    BitSet kept = new BitSet(text.size());
    kept.set(0, text.size());
    for (int token : tokens) {
      kept.clear(token);
    }
    return kept;
  }
}
