package io.github.safr.soak;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import io.github.safr.explanations.SafrExplanations;
import io.github.safr.explanations.WordNeurons;
import io.github.safr.explanations.WordPair;
import java.util.List;
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
