package io.github.safr.soak;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import io.github.safr.explanations.SafrExplanations;
import io.github.safr.explanations.WordNeurons;
import io.github.safr.explanations.WordPair;
import io.github.safr.model.Explanation;
import io.github.safr.model.Prediction;
import io.github.safr.model.TokenAllocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.uima.cas.CAS;

/**
 * All that the engines said of a document, without the CAS that they said it in.
 *
 * @param units decisions, in the order of the text
 */
public record Answer(List<Unit> units) {

  /** A place in the text. */
  record Place(int begin, int end) {}

  /** A decision with its reasons, each list in the order of ranks or scores. */
  record Unit(
      Place place,
      String label,
      double[] probabilities,
      List<Token> tokens,
      List<Pair> pairs,
      List<Neurons> neurons) {}

  /** An important token. */
  record Token(Place place, double importance, double contribution, double visibility) {}

  /** Correlated tokens. */
  record Pair(Place first, Place second, double attention, double interference, double score) {}

  /** The neurons of a token in a layer. */
  record Neurons(
      Place place,
      int layer,
      double norm,
      double capacity,
      double interference,
      double effective,
      int[] indices,
      double[] activations,
      double[] effects) {}

  /** What is in an annotated CAS. */
  public static Answer of(CAS cas) {
    return new Answer(SafrExplanations.of(cas).units().stream().map(Answer::unit).toList());
  }

  /**
   * What a model said of units, unrounded and of all tokens; places count tokens.
   *
   * @param predictions with or without explanations
   */
  public static Answer of(List<Prediction> predictions) {
    return new Answer(predictions.stream().map(Answer::unit).toList());
  }

  private static Unit unit(Prediction prediction) {
    Optional<Explanation> explanation = prediction.explanation();
    return new Unit(
        new Place(0, explanation.map(Explanation::size).orElse(0)),
        prediction.label(),
        prediction.probabilities(),
        explanation.map(Answer::tokens).orElse(List.of()),
        explanation.map(Answer::pairs).orElse(List.of()),
        explanation.map(Answer::neurons).orElse(List.of()));
  }

  private static List<Token> tokens(Explanation explanation) {
    return IntStream.range(0, explanation.size())
        .mapToObj(
            i ->
                new Token(
                    token(i),
                    explanation.importance()[i],
                    explanation.contribution()[i],
                    explanation.visibility()[i]))
        .sorted(Comparator.comparingDouble(Token::importance).reversed())
        .toList();
  }

  private static List<Pair> pairs(Explanation explanation) {
    return explanation.pairs().stream()
        .map(
            pair ->
                new Pair(
                    token(pair.first()),
                    token(pair.second()),
                    pair.attention(),
                    pair.interference(),
                    pair.score()))
        .toList();
  }

  private static List<Neurons> neurons(Explanation explanation) {
    List<Neurons> all = new ArrayList<>();
    for (int i = 0; i < explanation.size(); i++) {
      for (TokenAllocation allocation : explanation.allocations().get(i)) {
        double[] effects = Arrays.copyOf(allocation.effects(), allocation.neurons().length);
        Arrays.fill(effects, allocation.effects().length, effects.length, Double.NaN);
        all.add(
            new Neurons(
                token(i),
                allocation.layer(),
                allocation.norm(),
                allocation.capacity(),
                allocation.interference(),
                allocation.effectiveNeurons(),
                allocation.neurons(),
                allocation.activations(),
                effects));
      }
    }
    return all;
  }

  private static Place token(int position) {
    return new Place(position, position + 1);
  }

  private static Unit unit(ExplainedUnit unit) {
    return new Unit(
        new Place(unit.begin(), unit.end()),
        unit.label().intern(),
        unit.probabilities().values().stream().mapToDouble(Double::doubleValue).toArray(),
        unit.importantTokens().stream().map(Answer::token).toList(),
        unit.pairs().stream().map(Answer::pair).toList(),
        unit.allocations().stream().map(Answer::neurons).toList());
  }

  private static Token token(ImportantWord word) {
    return new Token(
        new Place(word.begin(), word.end()),
        word.importance(),
        word.contribution(),
        word.visibility());
  }

  private static Pair pair(WordPair pair) {
    return new Pair(
        new Place(pair.first().getBegin(), pair.first().getEnd()),
        new Place(pair.second().getBegin(), pair.second().getEnd()),
        pair.attention(),
        pair.interference(),
        pair.score());
  }

  private static Neurons neurons(WordNeurons word) {
    List<WordNeurons.Neuron> neurons = word.neurons();
    return new Neurons(
        new Place(word.begin(), word.end()),
        word.layer(),
        word.norm(),
        word.capacity(),
        word.interference(),
        word.effectiveNeurons(),
        neurons.stream().mapToInt(WordNeurons.Neuron::index).toArray(),
        neurons.stream().mapToDouble(WordNeurons.Neuron::activation).toArray(),
        neurons.stream().mapToDouble(WordNeurons.Neuron::effect).toArray());
  }
}
