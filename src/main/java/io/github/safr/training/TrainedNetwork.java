package io.github.safr.training;

import io.github.safr.model.TokenEncoder;
import io.github.safr.network.Weight;
import io.github.safr.network.WordArchitecture;
import java.util.List;
import java.util.Map;

/**
 * What training yields.
 *
 * @param architecture shape of the network
 * @param encoder how token texts become ids
 * @param weights the weights of the best epoch
 * @param best how that epoch went
 * @param history how all epochs went
 */
public record TrainedNetwork(
    WordArchitecture architecture,
    TokenEncoder encoder,
    Map<String, Weight> weights,
    EpochReport best,
    List<EpochReport> history) {}
