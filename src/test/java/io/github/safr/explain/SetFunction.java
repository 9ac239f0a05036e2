package io.github.safr.explain;

import io.github.safr.model.PartialText;
import io.github.safr.model.Removal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A model in closed form: the value of what is left of a text, as the probability of label 1. */
final class SetFunction {

  private final ToDoubleFunction<PartialText> value;
  private final List<List<PartialText>> calls = new ArrayList<>();
  private final PartialClassifier classifier =
      new PartialClassifier(this::answer, Removal.DELETION);

  private SetFunction(ToDoubleFunction<PartialText> value) {
    this.value = value;
  }

  /** A value that depends on positions only. */
  static SetFunction of(ToDoubleFunction<BitSet> value) {
    return new SetFunction(rest -> value.applyAsDouble(rest.kept()));
  }

  /** A value that also depends on what the tokens are. */
  static SetFunction ofTexts(ToDoubleFunction<PartialText> value) {
    return new SetFunction(value);
  }

  /** A constant and a weight for every token that is left. */
  static SetFunction additive(double constant, double... weights) {
    return of(kept -> constant + kept.stream().mapToDouble(token -> weights[token]).sum());
  }

  PartialClassifier classifier() {
    return classifier;
  }

  /** What each call asked about. */
  List<List<PartialText>> calls() {
    return calls;
  }

  /** A text of different tokens. */
  ExplainedText text(int size) {
    return text(IntStream.range(0, size).mapToObj(i -> "token" + i).toList());
  }

  ExplainedText text(List<String> tokens) {
    BitSet all = new BitSet();
    all.set(0, tokens.size());
    return new ExplainedText(
        tokens, 1, probabilities(new PartialText(tokens, all, Removal.DELETION)));
  }

  /** The scores of a text that is explained alone. */
  double[] explain(Explainer explainer, int size) {
    return explainer.explain(List.of(text(size)), classifier).get(0);
  }

  private List<double[]> answer(List<PartialText> texts) {
    calls.add(texts);
    return texts.stream().map(this::probabilities).toList();
  }

  private double[] probabilities(PartialText rest) {
    double one = value.applyAsDouble(rest);
    return new double[] {1 - one, one};
  }
}
