package io.github.safr.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws some of many. */
public final class RandomSample {

  private RandomSample() {}

  /**
   * Draws positions without replacement.
   *
   * @param population how many there are
   * @param size how many are wanted; all, if there are no more
   * @param seed of the drawing: equal seeds draw the same
   * @return the positions, ascending, counted from 0
   */
  public static int[] of(int population, int size, long seed) {
    int[] positions = IntStream.range(0, population).toArray();
    int drawn = Math.min(population, size);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < drawn; i++) {
      int other = random.nextInt(i, population);
      int swapped = positions[i];
      positions[i] = positions[other];
      positions[other] = swapped;
    }
    int[] sample = Arrays.copyOf(positions, drawn);
    Arrays.sort(sample);
    return sample;
  }
}
