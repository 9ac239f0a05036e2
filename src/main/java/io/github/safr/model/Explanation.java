package io.github.safr.model;

import java.util.List;

/**
 * Why a unit got its label, by the positions of the tokens that the model was given. All lists of
 * tokens have one entry a token, in the order of the text.
 *
 * @param importance size of each token's contribution, relative to the largest of the unit, in [0,
 *     1]
 * @param contribution signed share of each token in the label's logit less the mean of the others',
 *     the classifier's bias left out; with two labels, in the log-odds
 * @param visibility how much of each token the word mask lets the network see, in [0, 1]; 1 without
 *     a mask
 * @param pairs the pairs of tokens with the highest scores, best first
 * @param allocations the neurons of each token: one list a token, one entry a layer
 */
public record Explanation(
    double[] importance,
    double[] contribution,
    double[] visibility,
    List<TokenPair> pairs,
    List<List<TokenAllocation>> allocations) {

  /** Number of tokens explained. */
  public int size() {
    return importance.length;
  }
}
