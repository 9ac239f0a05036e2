package io.github.safr.benchmark;

import io.github.safr.network.LossSettings;
import io.github.safr.network.Objective;
import io.github.safr.network.OptimizerSettings;
import io.github.safr.network.PieceArchitecture;
import io.github.safr.network.Precision;
import io.github.safr.network.Pretrained;
import io.github.safr.network.TrainingGraph;
import io.github.safr.pretrained.MiniLm;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How fast the pretrained encoder trains, and how that compares with the matrix products of the
 * same graph and nothing else. Whole steps and bare products alternate, so that what else the
 * machine does falls on both; medians are compared.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dsafr.main=io.github.safr.benchmark.TrainingSpeed -Dexec.args="bfloat16 corrected 16 64"
 * </pre>
 */
public final class TrainingSpeed {

  private static final int ROUNDS = 15;
  private static final int WARM_UP = 3;

  private TrainingSpeed() {}

  /**
   * Measures.
   *
   * @param args precision, objective, pieces of a text, texts in a batch
   */
  public static void main(String[] args) {
    Precision precision = Precision.valueOf(args[0].toUpperCase(Locale.ROOT));
    Objective objective = Objective.of(args[1]);
    int length = Integer.parseInt(args[2]);
    int rows = Integer.parseInt(args[3]);
    PieceArchitecture architecture =
        new PieceArchitecture(
            MiniLm.PIECES,
            2,
            MiniLm.WIDTH,
            MiniLm.HEADS,
            MiniLm.LAYERS,
            MiniLm.INNER_WIDTH,
            MiniLm.POSITIONS,
            MiniLm.NORM_EPSILON,
            objective.masks(),
            128,
            2,
            MiniLm.POSITIONS,
            0.1);
    TokenBatch batch = batch(rows, length);
    int[] labels = new int[rows];
    try (TrainingGraph graph =
            new TrainingGraph(
                architecture,
                new LossSettings(objective, 1, 1, 0.2, List.of(MiniLm.LAYERS)),
                new OptimizerSettings(1, 1, 0.01, 0.9, 10),
                new Pretrained(MiniLm.load().weights(), 0),
                precision,
                0,
                0);
        BareProducts products = new BareProducts(architecture, rows, length, precision)) {
      List<Double> steps = new ArrayList<>();
      List<Double> bare = new ArrayList<>();
      for (int round = 1; round <= WARM_UP + ROUNDS; round++) {
        long begin = System.nanoTime();
        graph.step(batch, labels, round, 1e-6, 0.1);
        long middle = System.nanoTime();
        products.run();
        long end = System.nanoTime();
        if (round > WARM_UP) {
          steps.add((middle - begin) / 1e9);
          bare.add((end - middle) / 1e9);
        }
      }
      double step = median(steps);
      double product = median(bare);
      System.out.printf(
          Locale.ROOT,
          "%s: step %.3f s, %.0f pieces/s; bare products %.3f s, %.0f GFLOP/s; share %.2f%n",
          Arrays.toString(args),
          step,
          rows * length / step,
          product,
          products.operations() / product / 1e9,
          product / step);
    }
  }

  private static TokenBatch batch(int rows, int length) {
    SplittableRandom random = new SplittableRandom(1);
    List<PieceSequence> texts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int[] ids = random.ints(length, 1000, MiniLm.PIECES).toArray();
      int[] owners = new int[length];
      for (int i = 0; i < length; i++) {
        owners[i] = i == 0 || i == length - 1 ? PieceSequence.NOBODY : i - 1;
      }
      texts.add(new PieceSequence(ids, owners));
    }
    return TokenBatch.of(texts);
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
