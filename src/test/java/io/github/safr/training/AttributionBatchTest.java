package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.network.AttributionTraining;
import io.github.safr.network.AttributionTraining.Batch;
import io.github.safr.network.WordArchitecture;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.util.CombinatoricsUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A short text and a long one, with parts as training draws and weights them. A token is worth
 * something of its own; three tokens of each text are worth more if all of them are there, which
 * Shapley values divide equally among the three. What a head makes of it is compared with the exact
 * solution of its equations.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttributionBatchTest {

  private static final int TOGETHER = 3;
  private static final double WORTH_TOGETHER = 6;
  private static final int STEPS = 800;
  private static final WordArchitecture ARCHITECTURE =
      new WordArchitecture(9, 2, 8, 2, 1, 12, true, true, 4, 0, 32, 0, false);

  /** Of a network of one block. */
  private static final int FEATURES = 2 * ARCHITECTURE.width();

  private static final List<Text> TEXTS = List.of(Text.of(5, 1), Text.of(12, 2));
  private static final Batch BATCH =
      AttributionBatch.of(TEXTS.stream().map(Text::example).toList());

  private AttributionTraining head;

  @BeforeAll
  void train() {
    head = new AttributionTraining(ARCHITECTURE, 0, 3, 1);
    LearningRateSchedule rate = new LearningRateSchedule(3e-3, STEPS, 0.05);
    for (int step = 1; step <= STEPS; step++) {
      head.step(BATCH, step, rate.at(step));
    }
  }

  @AfterAll
  void close() {
    head.close();
  }

  @Test
  void whatIsLearnedIsTheSolutionInWhichAllPartsCountAlike() {
    for (Text text : TEXTS) {
      double[] solution = text.leastSquares(text.parts(), part -> 1);
      assertThat(learned(text)).containsExactly(solution, within(0.005));
    }
  }

  @Test
  void whatIsLearnedIsNotTheShapleyValue() {
    for (Text text : TEXTS) {
      assertThat(distance(learned(text), text.shapley())).isGreaterThan(0.1);
      double[] kernel = text.leastSquares(text.parts(), text::kernelOfDrawn);
      assertThat(distance(learned(text), kernel)).isGreaterThan(0.1);
    }
  }

  /**
   * That the equations are the right ones: with all parts and their kernel, the answer is known.
   */
  @Test
  void withTheShapleyKernelTheSolutionIsTheShapleyValue() {
    Text text = TEXTS.get(0);
    List<BitSet> all =
        LongStream.range(0, 1L << text.tokens())
            .mapToObj(bits -> BitSet.valueOf(new long[] {bits}))
            .toList();
    assertThat(text.leastSquares(all, text::kernel)).containsExactly(text.shapley(), within(1e-9));
  }

  @Test
  void theLossIsTheMeanOverTextsOfTheMeanOverTheirParts() {
    try (AttributionTraining untrained = new AttributionTraining(ARCHITECTURE, 0, 4, 1)) {
      float[] scores = untrained.scores(BATCH);
      double loss = 0;
      for (Text text : TEXTS) {
        double[] told = contributions(scores, text);
        loss +=
            text.parts().stream()
                .mapToDouble(part -> Math.pow(sum(told, part) - text.worth(part), 2) / 2)
                .average()
                .orElseThrow();
      }
      assertThat(untrained.loss(BATCH)).isCloseTo(loss / TEXTS.size(), within(1e-4));
    }
  }

  private double[] learned(Text text) {
    return contributions(head.scores(BATCH), text);
  }

  /** What speaks for the second label, and as much against the first. */
  private static double[] contributions(float[] scores, Text text) {
    int begin = TEXTS.indexOf(text) * scores.length / TEXTS.size();
    return IntStream.range(0, text.tokens())
        .mapToDouble(token -> scores[begin + 2 * token + 1] - scores[begin + 2 * token])
        .toArray();
  }

  private static double sum(double[] values, BitSet part) {
    return part.stream().mapToDouble(token -> values[token]).sum();
  }

  private static double distance(double[] one, double[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(i -> Math.abs(one[i] - other[i]))
        .max()
        .orElseThrow();
  }

  /**
   * A text.
   *
   * @param own what each token is worth of its own
   * @param parts as drawn in training
   * @param features at random, so that no token is like another
   */
  private record Text(double[] own, List<BitSet> parts, float[] features) {

    static Text of(int tokens, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] own = random.doubles(tokens, -1, 1).toArray();
      float[] features = new float[tokens * FEATURES];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) random.nextDouble(-1, 1);
      }
      return new Text(own, AttributionTrainer.PARTS.of(tokens, random), features);
    }

    int tokens() {
      return own.length;
    }

    double worth(BitSet part) {
      return sum(own, part) + (part.nextClearBit(0) >= TOGETHER ? WORTH_TOGETHER : 0);
    }

    double worth() {
      return worth(parts.get(TextParts.EVERYTHING));
    }

    AttributionExample example() {
      float[] visibility = new float[tokens()];
      Arrays.fill(visibility, 1);
      float[] shares = new float[tokens() * 2];
      shares[0] = (float) -worth() / 2;
      shares[1] = (float) worth() / 2;
      float[] moves = new float[parts.size() * 2];
      for (int i = 0; i < parts.size(); i++) {
        moves[2 * i] = (float) -worth(parts.get(i)) / 2;
        moves[2 * i + 1] = (float) worth(parts.get(i)) / 2;
      }
      return new AttributionExample(
          tokens(), Bfloat16.round(features, features.length), visibility, shares, parts, moves);
    }

    double[] shapley() {
      return IntStream.range(0, tokens())
          .mapToDouble(i -> own[i] + (i < TOGETHER ? WORTH_TOGETHER / TOGETHER : 0))
          .toArray();
    }

    /**
     * The values whose sums over parts are nearest to what the parts are worth, by weighted
     * squares, among those that sum to the worth of the whole; with a Lagrange multiplier.
     */
    double[] leastSquares(List<BitSet> equations, ToDoubleFunction<BitSet> weight) {
      int tokens = tokens();
      RealMatrix matrix = MatrixUtils.createRealMatrix(tokens + 1, tokens + 1);
      double[] right = new double[tokens + 1];
      for (BitSet part : equations) {
        for (int i : part.stream().toArray()) {
          right[i] += weight.applyAsDouble(part) * worth(part);
          part.stream().forEach(j -> matrix.addToEntry(i, j, weight.applyAsDouble(part)));
        }
      }
      for (int i = 0; i < tokens; i++) {
        matrix.setEntry(i, tokens, 1);
        matrix.setEntry(tokens, i, 1);
      }
      right[tokens] = worth();
      return new LUDecomposition(matrix)
          .getSolver()
          .solve(MatrixUtils.createRealVector(right))
          .getSubVector(0, tokens)
          .toArray();
    }

    /** The Shapley kernel (Lundberg and Lee, 2017); nothing and everything are constraints. */
    double kernel(BitSet part) {
      int size = part.cardinality();
      return size == 0 || size == tokens()
          ? 0
          : kernelOfSize(size) / CombinatoricsUtils.binomialCoefficientDouble(tokens(), size);
    }

    private double kernelOfSize(int size) {
      return (tokens() - 1.0) / size / (tokens() - size);
    }

    /**
     * What a part would have to weigh for the drawn ones to stand for all: all single tokens are
     * among them, and what they leave out; random parts stand for all the others.
     */
    double kernelOfDrawn(BitSet part) {
      int size = part.cardinality();
      if (size <= 1 || size >= tokens() - 1) {
        return kernel(part);
      }
      double others = IntStream.range(2, tokens() - 1).mapToDouble(this::kernelOfSize).sum();
      return others / (parts.size() - 2 - 2 * tokens());
    }
  }
}
