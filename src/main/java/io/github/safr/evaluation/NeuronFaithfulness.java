package io.github.safr.evaluation;

import io.github.safr.model.ClassScores;
import io.github.safr.model.Explanation;
import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Prediction;
import io.github.safr.model.TokenAllocation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether the neurons that an explanation allocates to important tokens are those that the decision
 * rests on. Those of the most important tokens are set to zero at every piece of the text, and so
 * are, to compare with, as many random ones of four kinds.
 *
 * <p>Random neurons of the whole block are a weak opponent, since many of them are silent in a
 * text. Random ones that fire are a fairer one. The fairest are neurons that are allocated to the
 * text's other tokens: chosen in the same way, but for the token. They are drawn from all of these,
 * and so may hold some that are under test as well, because neurons that serve many tokens are of
 * important and unimportant ones alike. Those allocated to other tokens only lack just these
 * neurons, and are weaker for it; they tell what is left of the difference if nothing is shared.
 */
public final class NeuronFaithfulness {

  private final NetworkInspector inspector;
  private final int block;
  private final int tokens;
  private final int draws;
  private final long seed;

  /**
   * A measurement.
   *
   * @param inspector the model, open
   * @param block one of the blocks that its explanations report
   * @param tokens how many most important tokens of a text count
   * @param draws random sets of neurons of each kind, at least 1; a text costs four times as many
   *     passes and two more
   * @param seed of the draws; what a text gets depends on it and on the text alone
   */
  public NeuronFaithfulness(
      NetworkInspector inspector, int block, int tokens, int draws, long seed) {
    if (tokens < 1 || draws < 1) {
      throw new IllegalArgumentException("One token and one draw at least are needed.");
    }
    this.inspector = inspector;
    this.block = block;
    this.tokens = tokens;
    this.draws = draws;
    this.seed = seed;
  }

  /**
   * Measures texts.
   *
   * @param texts tokens of each text, at least one
   * @param predictions what the same model said of them, with explanations
   * @param scores one a token, the most important the highest; of equal ones the earlier counts
   * @return one result a text
   * @throws IllegalArgumentException if explanations are missing or do not report the block
   */
  public List<NeuronDrop> measure(
      List<List<String>> texts, List<Prediction> predictions, List<double[]> scores) {
    BitSet[] active = new BitSet[texts.size()];
    inspector.neuronActivations(
        texts, block, (activations, text) -> active[text] = firing(activations));
    List<NeuronSets> trials = new ArrayList<>(texts.size());
    for (int text = 0; text < active.length; text++) {
      BitSet important = new BitSet();
      BitSet others = new BitSet();
      allocate(predictions.get(text), scores.get(text), important, others);
      SplittableRandom random = Chance.of(seed, texts.get(text).hashCode());
      trials.add(
          NeuronSets.draw(
              important, others, active[text], inspector.neurons(block), draws, random));
    }
    List<List<double[]>> without =
        inspector.classifyWithout(texts, trials.stream().map(NeuronSets::all).toList(), block);
    return IntStream.range(0, active.length)
        .mapToObj(
            text -> {
              int label = ClassScores.largest(predictions.get(text).probabilities());
              return trials.get(text).drop(without.get(text), label);
            })
        .toList();
  }

  /** The neurons that fire at some token. */
  private static BitSet firing(float[][] activations) {
    BitSet firing = new BitSet();
    for (float[] token : activations) {
      for (int neuron = 0; neuron < token.length; neuron++) {
        if (token[neuron] > 0) {
          firing.set(neuron);
        }
      }
    }
    return firing;
  }

  /**
   * Collects the neurons of a text's most important tokens, and those of its others; a neuron may
   * be of both.
   */
  private void allocate(Prediction prediction, double[] scores, BitSet important, BitSet others) {
    Explanation explanation =
        prediction
            .explanation()
            .orElseThrow(() -> new IllegalArgumentException("A prediction is not explained."));
    int[] ranked =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(token -> -scores[token]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int rank = 0; rank < ranked.length; rank++) {
      BitSet set = rank < tokens ? important : others;
      for (int neuron : allocation(explanation.allocations().get(ranked[rank])).neurons()) {
        set.set(neuron);
      }
    }
  }

  private TokenAllocation allocation(List<TokenAllocation> layers) {
    return layers.stream()
        .filter(layer -> layer.layer() == block)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Explanations do not report block " + block + "."));
  }
}
