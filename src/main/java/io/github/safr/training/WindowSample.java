package io.github.safr.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Which windows of long texts an epoch reads: all of them, or a few drawn anew for every epoch, so
 * that long texts do not take all the time and every part of them is seen in the end.
 *
 * @param examples all windows, those of one text following each other
 * @param most most windows of a text; 0 for all
 */
record WindowSample(List<Example> examples, int most) {

  /** The windows of an epoch, in order. */
  List<Example> draw(long seed) {
    if (most == 0) {
      return examples;
    }
    // Mixed first: generators of neighbouring seeds begin alike.
    Random random = new Random(new SplittableRandom(seed).nextLong());
    List<Example> drawn = new ArrayList<>();
    int begin = 0;
    while (begin < examples.size()) {
      int end = begin;
      while (end < examples.size() && examples.get(end).text() == examples.get(begin).text()) {
        end++;
      }
      drawn.addAll(some(examples.subList(begin, end), random));
      begin = end;
    }
    return drawn;
  }

  private List<Example> some(List<Example> windows, Random random) {
    if (windows.size() <= most) {
      return windows;
    }
    List<Example> shuffled = new ArrayList<>(windows);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, most);
  }
}
