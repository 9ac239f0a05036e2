package io.github.safr.model;

import io.github.safr.model.InnerNetwork.Values;
import io.github.safr.model.UnitWindows.Batch;
import io.github.safr.model.UnitWindows.Part;
import io.github.safr.tensorflow.InnerTensors;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.util.Arrays;

/** Reads the neurons of tokens in a block: the means of their pieces'. */
final class TokenActivations {

  private final InnerNetwork network;
  private final String name;

  TokenActivations(InnerNetwork network, int block) {
    this.network = network;
    this.name = InnerTensors.neurons(block);
  }

  /**
   * The neurons of every token. One that several windows read has those of the window that reads
   * most of its surroundings, of equal ones the first, as in an {@link Explanation}.
   *
   * @return {@code [units][tokens][F]}
   */
  float[][][] read(UnitWindows units) {
    float[][][] activations = new float[units.units()][][];
    for (int unit = 0; unit < activations.length; unit++) {
      activations[unit] = new float[units.tokens(unit)][];
    }
    int[][] seen = mostContext(units);
    for (Batch batch : units.batches()) {
      TokenBatch tokens = batch.tokens();
      Values neurons = network.read(name, tokens);
      for (int row = 0; row < batch.parts().size(); row++) {
        Part part = batch.parts().get(row);
        float[][] ofWindow = merge(neurons, row, tokens.rows(), part);
        for (int i = 0; i < ofWindow.length; i++) {
          int token = part.window().begin() + i;
          if (seen[part.unit()][token] == part.window().begin()) {
            activations[part.unit()][token] = ofWindow[i];
          }
        }
      }
    }
    return activations;
  }

  /** For each token of each unit where the window begins that reads most around it. */
  private static int[][] mostContext(UnitWindows units) {
    int[][] begins = new int[units.units()][];
    for (int unit = 0; unit < begins.length; unit++) {
      begins[unit] = new int[units.tokens(unit)];
      int[] context = new int[units.tokens(unit)];
      Arrays.fill(context, -1);
      for (Window window : units.windows().get(unit)) {
        for (int token = window.begin(); token < window.end(); token++) {
          int here = window.context(token, context.length);
          if (here > context[token]) {
            context[token] = here;
            begins[unit][token] = window.begin();
          }
        }
      }
    }
    return begins;
  }

  private static float[][] merge(Values neurons, int row, int rows, Part part) {
    int width = neurons.width();
    int first = neurons.values().length / rows * row;
    float[][] tokens = new float[part.window().length()][width];
    int[] pieces = new int[tokens.length];
    int[] owners = part.sequence().owners();
    for (int piece = 0; piece < owners.length; piece++) {
      if (owners[piece] != PieceSequence.NOBODY) {
        pieces[owners[piece]]++;
        for (int k = 0; k < width; k++) {
          tokens[owners[piece]][k] += neurons.values()[first + piece * width + k];
        }
      }
    }
    for (int token = 0; token < tokens.length; token++) {
      for (int k = 0; k < width; k++) {
        tokens[token][k] /= pieces[token];
      }
    }
    return tokens;
  }
}
