package io.github.safr.model;

import io.github.safr.model.InnerNetwork.Values;
import io.github.safr.model.UnitWindows.Batch;
import io.github.safr.model.UnitWindows.Part;
import io.github.safr.tensorflow.InnerTensors;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Gradients of a class's probability with respect to the embedding, times a difference of
 * embeddings: what gradient x input and integrated gradients have in common.
 *
 * <p>With {@code P = softmax(sum over windows w of s_w z_w)} the probabilities of a unit, {@code
 * z_w} the logits of a window and {@code s_w} its share, the gradient of {@code P_y} goes back into
 * each window as
 *
 * <pre>d P_y / d z_wc = s_w P_y ([c = y] - P_c)</pre>
 *
 * so that the gradient is that of the unit's probability, however many windows it has, and windows
 * need not be in one batch. It takes two passes: one for {@code P}, one back from these weights.
 */
final class EmbeddingGradients {

  private final InnerNetwork network;
  private final UnitWindows units;
  private final List<Batch> batches;
  private final int[] labels;

  /**
   * @param labels the class of each unit whose probability is differentiated
   */
  EmbeddingGradients(InnerNetwork network, UnitWindows units, int[] labels) {
    this.network = network;
    this.units = units;
    this.batches = units.batches();
    this.labels = labels;
  }

  /**
   * The vector that a network reads where there is nothing: that of the padding piece for word
   * pieces, zeros at the level of words unless the network counts its padding.
   *
   * @return {@code [E]}
   */
  static float[] padding(InnerNetwork network) {
    PieceSequence nothing = new PieceSequence(new int[] {0}, new int[] {PieceSequence.NOBODY});
    Values embedding = network.read(InnerTensors.EMBEDDING, TokenBatch.of(List.of(nothing)));
    return Arrays.copyOf(embedding.values(), embedding.width());
  }

  /**
   * {@code (x - b) . dP_y(b + t (x - b)) / dx}, with {@code x} the embedding of a unit's pieces.
   * Pieces of no token stay what they are.
   *
   * @param baseline {@code [E]}: {@code b}, the same for every piece
   * @param along {@code t}: where on the way from baseline to input the gradient is taken, in [0,
   *     1]
   * @param reduction how the products of a piece's entries become one number; those of a token's
   *     pieces, and of the windows that it is in, are summed
   * @return for each unit one value a token
   */
  List<double[]> products(float[] baseline, double along, Reduction reduction) {
    double[][] probabilities = probabilities(baseline, along);
    List<double[]> products = zeros();
    for (Batch batch : batches) {
      TokenBatch tokens = batch.tokens();
      Values input = network.read(InnerTensors.EMBEDDING, tokens);
      Values difference = difference(tokens, input, baseline);
      Values gradient =
          network.gradient(
              tokens, at(along, input, difference), logitWeights(batch, probabilities));
      for (int i = 0; i < gradient.values().length; i++) {
        gradient.values()[i] *= difference.values()[i];
      }
      add(batch, tokens, gradient, reduction, products);
    }
    return products;
  }

  /** For each unit a zero a token. */
  List<double[]> zeros() {
    return units.zeros();
  }

  /** Probabilities of every class of each unit on the way from baseline to input. */
  double[][] probabilities(float[] baseline, double along) {
    UnitLogits logits = new UnitLogits(units.units());
    for (Batch batch : batches) {
      TokenBatch tokens = batch.tokens();
      Values input = network.read(InnerTensors.EMBEDDING, tokens);
      Values point = at(along, input, difference(tokens, input, baseline));
      logits.add(batch, network.logits(tokens, Map.of(InnerTensors.EMBEDDING, point)));
    }
    return logits.probabilities();
  }

  /** Input less baseline where a piece is part of a token, else 0. */
  private static Values difference(TokenBatch tokens, Values input, float[] baseline) {
    float[] difference = new float[input.values().length];
    int width = input.width();
    int stride = difference.length / tokens.rows();
    for (int piece = 0; piece < tokens.owners().length; piece++) {
      if (tokens.owners()[piece] != PieceSequence.NOBODY) {
        int begin = begin(tokens, piece, stride, width);
        for (int i = 0; i < width; i++) {
          difference[begin + i] = input.values()[begin + i] - baseline[i];
        }
      }
    }
    return new Values(input.shape(), difference);
  }

  /**
   * Where the vector of a piece begins. A network that counts its padding has more pieces in a row
   * of its embedding than it was given.
   *
   * @param stride entries of a row
   */
  private static int begin(TokenBatch tokens, int piece, int stride, int width) {
    return piece / tokens.columns() * stride + piece % tokens.columns() * width;
  }

  private static Values at(double along, Values input, Values difference) {
    float[] point = new float[input.values().length];
    for (int i = 0; i < point.length; i++) {
      point[i] = (float) (input.values()[i] - (1 - along) * difference.values()[i]);
    }
    return new Values(input.shape(), point);
  }

  private Values logitWeights(Batch batch, double[][] probabilities) {
    int classes = probabilities[0].length;
    float[] weights = new float[batch.parts().size() * classes];
    for (int row = 0; row < batch.parts().size(); row++) {
      Part part = batch.parts().get(row);
      double[] p = probabilities[part.unit()];
      int label = labels[part.unit()];
      for (int c = 0; c < classes; c++) {
        weights[row * classes + c] =
            (float) (part.share() * p[label] * ((c == label ? 1 : 0) - p[c]));
      }
    }
    return new Values(new long[] {batch.parts().size(), classes}, weights);
  }

  private static void add(
      Batch batch, TokenBatch tokens, Values products, Reduction reduction, List<double[]> sums) {
    int width = products.width();
    int stride = products.values().length / tokens.rows();
    for (int piece = 0; piece < tokens.owners().length; piece++) {
      int owner = tokens.owners()[piece];
      if (owner != PieceSequence.NOBODY) {
        Part part = batch.parts().get(piece / tokens.columns());
        int begin = begin(tokens, piece, stride, width);
        sums.get(part.unit())[part.window().begin() + owner] +=
            reduction.of(products.values(), begin, begin + width);
      }
    }
  }
}
