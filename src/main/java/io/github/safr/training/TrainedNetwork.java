package io.github.safr.training;

import io.github.safr.model.TokenEncoder;
import io.github.safr.network.Architecture;
import io.github.safr.network.Weight;
import java.util.List;
import java.util.Map;

/**
 * What training yields.
 *
 * @param architecture shape of the network
 * @param encoder how token texts become ids
 * @param provenance where pretrained weights came from; empty if there were none
 * @param weights the weights of the best epoch
 * @param best how that epoch went
 * @param history how all epochs went
 */
public record TrainedNetwork(
    Architecture architecture,
    TokenEncoder encoder,
    Map<String, String> provenance,
    Map<String, Weight> weights,
    EpochReport best,
    List<EpochReport> history) {

  /** Whether it has a head that says what tokens contribute. */
  boolean attribution() {
    return weights.keySet().stream().anyMatch(name -> name.startsWith("attribution."));
  }

  /** The same with other weights. */
  TrainedNetwork withWeights(Map<String, Weight> others) {
    return new TrainedNetwork(architecture, encoder, provenance, others, best, history);
  }
}
