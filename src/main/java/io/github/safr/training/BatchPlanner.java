package io.github.safr.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Puts examples of similar length into batches of about as many tokens, so that little is padding.
 * What it plans depends on the examples, the budget and the seed only.
 */
final class BatchPlanner {

  /** Lengths are jittered by up to this share before sorting, so that batches differ by epoch. */
  private static final double JITTER = 0.1;

  private final List<Example> examples;
  private final int tokenBudget;

  /**
   * @param tokenBudget most tokens in a batch, padding counted; a longer example is a batch alone
   */
  BatchPlanner(List<Example> examples, int tokenBudget) {
    this.examples = List.copyOf(examples);
    this.tokenBudget = tokenBudget;
  }

  /** The batches of one epoch in random order: every example once. */
  List<List<Example>> epoch(long seed) {
    Random random = new Random(seed);
    double[] keys = new double[examples.size()];
    Integer[] order = new Integer[examples.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = examples.get(i).ids().length * (1 + JITTER * random.nextDouble());
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> keys[i]));
    List<List<Example>> batches = fill(order);
    Collections.shuffle(batches, random);
    return batches;
  }

  private List<List<Example>> fill(Integer[] order) {
    List<List<Example>> batches = new ArrayList<>();
    List<Example> batch = new ArrayList<>();
    int longest = 0;
    for (int index : order) {
      Example example = examples.get(index);
      int longestWith = Math.max(longest, example.ids().length);
      if (!batch.isEmpty() && (long) longestWith * (batch.size() + 1) > tokenBudget) {
        batches.add(batch);
        batch = new ArrayList<>();
        longestWith = example.ids().length;
      }
      batch.add(example);
      longest = longestWith;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
