package io.github.safr.network;

import java.util.List;

/**
 * What a network is trained for.
 *
 * @param objective which terms
 * @param lambdaImportance weight of the importance term, not negative
 * @param lambdaInteraction weight of the interaction term, not negative
 * @param keepPrior prior probability of keeping a token, for the information term; in (0, 1)
 * @param allocationBlocks blocks whose neurons the corrected terms act on, counted from 1
 */
public record LossSettings(
    Objective objective,
    double lambdaImportance,
    double lambdaInteraction,
    double keepPrior,
    List<Integer> allocationBlocks) {

  public LossSettings {
    if (!(lambdaImportance >= 0) || !(lambdaInteraction >= 0)) {
      throw new IllegalArgumentException("The weights of loss terms must not be negative.");
    }
    if (!(keepPrior > 0 && keepPrior < 1)) {
      throw new IllegalArgumentException("The prior of keeping a token must be within 0 and 1.");
    }
    allocationBlocks = List.copyOf(allocationBlocks);
  }
}
