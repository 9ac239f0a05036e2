package io.github.safr.evaluation;

import io.github.safr.model.Prediction;
import io.github.safr.model.TokenAllocation;
import java.util.List;

/**
 * How tokens share the neurons of a block: means over tokens of what explanations say of each.
 *
 * @param capacity share of its directions that a token has to itself, in [0, 1]
 * @param interference of other tokens' neurons with its own, in units of activation, not negative
 * @param effectiveNeurons number of neurons that it spreads over
 * @param tokens how many there were
 */
public record AllocationMeans(
    double capacity, double interference, double effectiveNeurons, long tokens) {

  /** Of no tokens. */
  static final AllocationMeans NONE = new AllocationMeans(0, 0, 0, 0);

  /**
   * The means with those of more texts.
   *
   * @param predictions with explanations
   * @param block whose neurons count
   */
  AllocationMeans with(List<Prediction> predictions, int block) {
    double[] sums = {capacity * tokens, interference * tokens, effectiveNeurons * tokens};
    long count = tokens;
    for (Prediction prediction : predictions) {
      for (List<TokenAllocation> layers : prediction.explanation().orElseThrow().allocations()) {
        for (TokenAllocation allocation : layers) {
          if (allocation.layer() == block) {
            sums[0] += allocation.capacity();
            sums[1] += allocation.interference();
            sums[2] += allocation.effectiveNeurons();
            count++;
          }
        }
      }
    }
    return count == 0
        ? NONE
        : new AllocationMeans(sums[0] / count, sums[1] / count, sums[2] / count, count);
  }
}
