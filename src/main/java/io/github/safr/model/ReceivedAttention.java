package io.github.safr.model;

import io.github.safr.model.InnerNetwork.Values;
import io.github.safr.model.UnitWindows.Batch;
import io.github.safr.model.UnitWindows.Part;
import io.github.safr.tensorflow.InnerTensors;
import java.util.List;

/** Reads off how much attention tokens receive in a block. */
final class ReceivedAttention {

  private final InnerNetwork network;
  private final String name;

  ReceivedAttention(InnerNetwork network, int block) {
    this.network = network;
    this.name = InnerTensors.attention(block);
  }

  /** As {@link NetworkInspector#attentionReceived}. */
  List<double[]> read(UnitWindows units) {
    List<double[]> received = units.zeros();
    for (Batch batch : units.batches()) {
      Values attention = network.read(name, batch.tokens());
      for (int row = 0; row < batch.parts().size(); row++) {
        Part part = batch.parts().get(row);
        add(attention, row, part, received.get(part.unit()));
      }
    }
    return received;
  }

  private static void add(Values attention, int row, Part part, double[] received) {
    int columns = attention.width();
    int tokens = part.window().length();
    for (int from = 0; from < tokens; from++) {
      int begin = (row * columns + from) * columns;
      for (int to = 0; to < tokens; to++) {
        received[part.window().begin() + to] +=
            part.share() * attention.values()[begin + to] / tokens;
      }
    }
  }
}
