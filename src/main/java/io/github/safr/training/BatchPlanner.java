package io.github.safr.training;

import io.github.safr.batching.TokenBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Puts examples of similar length into batches of about as many pieces, so that little is padding.
 * A batch of short examples has more of them and weighs as much as one of long examples. What it
 * plans depends on the examples, the budget and the seed only.
 */
final class BatchPlanner {

  /** Lengths are jittered by up to this share before sorting, so that batches differ by epoch. */
  private static final double JITTER = 0.1;

  private final List<Example> examples;
  private final int tokenBudget;
  private final int leastLength;

  /**
   * @param tokenBudget most pieces in a batch, padding counted; a longer example is a batch alone
   * @param leastLength length to which every batch is padded at least
   */
  BatchPlanner(List<Example> examples, int tokenBudget, int leastLength) {
    this.examples = List.copyOf(examples);
    this.tokenBudget = tokenBudget;
    this.leastLength = leastLength;
  }

  /** The batches of one epoch in random order: every example once. */
  List<List<Example>> epoch(long seed) {
    Random random = new Random(seed);
    double[] keys = new double[examples.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = examples.get(i).pieces().length() * (1 + JITTER * random.nextDouble());
    }
    int[] order =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> keys[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<List<Example>> batches = new ArrayList<>();
    IntUnaryOperator length = i -> Math.max(leastLength, examples.get(i).pieces().length());
    for (int[] batch : TokenBudget.fill(order, length, tokenBudget)) {
      batches.add(Arrays.stream(batch).mapToObj(examples::get).toList());
    }
    Collections.shuffle(batches, random);
    return batches;
  }
}
