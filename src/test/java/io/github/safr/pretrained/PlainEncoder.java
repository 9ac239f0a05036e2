package io.github.safr.pretrained;

import io.github.safr.network.Weight;
import java.util.Map;

/**
 * The encoder in plain loops, slow and short: says whether the weights are where they should be.
 */
final class PlainEncoder {

  private static final int HEAD = MiniLm.WIDTH / MiniLm.HEADS;

  private final Map<String, Weight> weights;

  PlainEncoder(Map<String, Weight> weights) {
    this.weights = weights;
  }

  /** The last layer, [pieces, 384]. */
  double[][] lastHidden(long[] pieceIds) {
    double[][] x = new double[pieceIds.length][MiniLm.WIDTH];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < MiniLm.WIDTH; i++) {
        x[t][i] =
            values("embedding")[(int) pieceIds[t] * MiniLm.WIDTH + i]
                + values("position")[t * MiniLm.WIDTH + i];
      }
    }
    x = norm(x, "embedding.norm");
    for (int n = 1; n <= MiniLm.LAYERS; n++) {
      String block = "block" + n;
      double[][] attended = linear(attend(x, block), block + ".attention.output");
      x = norm(sum(x, attended), block + ".norm1");
      double[][] inner = linear(x, block + ".ffn.inner");
      for (double[] row : inner) {
        for (int i = 0; i < row.length; i++) {
          row[i] = gelu(row[i]);
        }
      }
      x = norm(sum(x, linear(inner, block + ".ffn.outer")), block + ".norm2");
    }
    return x;
  }

  private double[][] attend(double[][] x, String block) {
    double[][] parts = linear(x, block + ".attention.input");
    double[][] out = new double[x.length][MiniLm.WIDTH];
    for (int head = 0; head < MiniLm.HEADS; head++) {
      int query = head * HEAD;
      int key = MiniLm.WIDTH + query;
      int value = MiniLm.WIDTH + key;
      for (int t = 0; t < x.length; t++) {
        double total = 0;
        for (double[] other : parts) {
          double score = 0;
          for (int i = 0; i < HEAD; i++) {
            score += parts[t][query + i] * other[key + i];
          }
          double share = Math.exp(score / Math.sqrt(HEAD));
          total += share;
          for (int i = 0; i < HEAD; i++) {
            out[t][query + i] += share * other[value + i];
          }
        }
        for (int i = 0; i < HEAD; i++) {
          out[t][query + i] /= total;
        }
      }
    }
    return out;
  }

  private double[][] linear(double[][] x, String name) {
    float[] kernel = values(name + ".kernel");
    float[] bias = values(name + ".bias");
    double[][] y = new double[x.length][bias.length];
    for (int t = 0; t < x.length; t++) {
      for (int j = 0; j < bias.length; j++) {
        y[t][j] = bias[j];
      }
      for (int i = 0; i < x[t].length; i++) {
        for (int j = 0; j < bias.length; j++) {
          y[t][j] += x[t][i] * kernel[i * bias.length + j];
        }
      }
    }
    return y;
  }

  private double[][] norm(double[][] x, String name) {
    double[][] y = new double[x.length][MiniLm.WIDTH];
    for (int t = 0; t < x.length; t++) {
      double mean = 0;
      for (double value : x[t]) {
        mean += value / MiniLm.WIDTH;
      }
      double variance = 0;
      for (double value : x[t]) {
        variance += (value - mean) * (value - mean) / MiniLm.WIDTH;
      }
      for (int i = 0; i < MiniLm.WIDTH; i++) {
        y[t][i] =
            (x[t][i] - mean)
                    / Math.sqrt(variance + MiniLm.NORM_EPSILON)
                    * values(name + ".scale")[i]
                + values(name + ".shift")[i];
      }
    }
    return y;
  }

  private static double[][] sum(double[][] x, double[][] y) {
    double[][] z = new double[x.length][MiniLm.WIDTH];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < MiniLm.WIDTH; i++) {
        z[t][i] = x[t][i] + y[t][i];
      }
    }
    return z;
  }

  private static double gelu(double x) {
    return 0.5 * x * (1 + erf(x / Math.sqrt(2)));
  }

  /** By its Taylor series near 0; beyond 4 it is 1 to eight digits. */
  private static double erf(double x) {
    if (Math.abs(x) > 4) {
      return Math.signum(x);
    }
    double sum = 0;
    double term = x;
    for (int n = 0; n < 80; n++) {
      sum += term / (2 * n + 1);
      term *= -x * x / (n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  private float[] values(String name) {
    return weights.get(name).values();
  }
}
