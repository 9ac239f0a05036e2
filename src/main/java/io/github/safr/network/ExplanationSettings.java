package io.github.safr.network;

import java.util.List;

/**
 * What a frozen network says about its decisions.
 *
 * @param allocationBlocks blocks whose neurons are reported, counted from 1
 * @param neurons neurons reported a token and block
 * @param pairs best pairs reported a window
 */
public record ExplanationSettings(List<Integer> allocationBlocks, int neurons, int pairs) {

  public ExplanationSettings {
    allocationBlocks = List.copyOf(allocationBlocks);
    if (allocationBlocks.isEmpty() || neurons < 1 || pairs < 1) {
      throw new IllegalArgumentException("An explanation needs a block, a neuron and a pair.");
    }
  }
}
