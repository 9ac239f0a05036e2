package io.github.safr.model;

import io.github.safr.model.InnerNetwork.Values;
import io.github.safr.model.UnitWindows.Batch;
import io.github.safr.model.UnitWindows.Part;
import io.github.safr.tensorflow.InnerTensors;
import io.github.safr.tensorflow.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Classifies units with neurons of a block set to zero at every piece, marks included. */
final class NeuronAblation {

  private final InnerNetwork network;
  private final int block;
  private final String name;

  NeuronAblation(InnerNetwork network, int block) {
    this.network = network;
    this.block = block;
    this.name = InnerTensors.neurons(block);
  }

  /**
   * As {@link NetworkInspector#classifyWithout}. The activations of a batch are computed once for
   * all its sets.
   */
  List<List<double[]>> classify(UnitWindows units, List<List<int[]>> neurons) {
    int most = neurons.stream().mapToInt(List::size).max().orElse(0);
    List<UnitLogits> logits =
        IntStream.range(0, most).mapToObj(set -> new UnitLogits(units.units())).toList();
    for (Batch batch : units.batches()) {
      TokenBatch tokens = batch.tokens();
      Values activations = network.read(name, tokens);
      int sets =
          batch.parts().stream().mapToInt(part -> neurons.get(part.unit()).size()).max().orElse(0);
      for (int set = 0; set < sets; set++) {
        Values without = without(activations, batch.parts(), neurons, set);
        Values scores = network.logits(tokens, Map.of(name, without));
        for (int row = 0; row < batch.parts().size(); row++) {
          Part part = batch.parts().get(row);
          if (set < neurons.get(part.unit()).size()) {
            logits.get(set).add(part, scores, row);
          }
        }
      }
    }
    List<List<double[]>> probabilities = new ArrayList<>(units.units());
    for (int unit = 0; unit < units.units(); unit++) {
      List<double[]> ofUnit = new ArrayList<>();
      for (int set = 0; set < neurons.get(unit).size(); set++) {
        ofUnit.add(logits.get(set).probabilities(unit));
      }
      probabilities.add(ofUnit);
    }
    return probabilities;
  }

  private Values without(Values activations, List<Part> parts, List<List<int[]>> neurons, int set) {
    float[] values = activations.values().clone();
    int width = activations.width();
    int stride = values.length / parts.size();
    for (int row = 0; row < parts.size(); row++) {
      List<int[]> sets = neurons.get(parts.get(row).unit());
      int[] silent = set < sets.size() ? sets.get(set) : new int[0];
      Arrays.stream(silent).forEach(neuron -> check(neuron, width));
      for (int begin = row * stride; begin < (row + 1) * stride; begin += width) {
        for (int neuron : silent) {
          values[begin + neuron] = 0;
        }
      }
    }
    return new Values(activations.shape(), values);
  }

  private void check(int neuron, int width) {
    if (neuron < 0 || neuron >= width) {
      throw new IllegalArgumentException(
          "Block " + block + " has neurons 0 to " + (width - 1) + " and no neuron " + neuron + ".");
    }
  }
}
