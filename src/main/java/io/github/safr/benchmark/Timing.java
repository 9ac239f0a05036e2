package io.github.safr.benchmark;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a contender.
 *
 * @param sentences of one run
 * @param seconds of each counted round, in their order; empty if it failed
 * @param failure why there are no figures; null if there are
 */
public record Timing(int sentences, double[] seconds, @Nullable String failure) {

  static Timing failed(String reason) {
    return new Timing(0, new double[0], reason);
  }

  /** Whether it was measured. */
  public boolean exists() {
    return failure == null;
  }

  /** Sentences a second in each round. */
  public double[] speeds() {
    return Arrays.stream(seconds).map(time -> sentences / time).toArray();
  }

  /** Sentences a second. */
  public Summary summary() {
    return Summary.of(speeds());
  }

  /**
   * By how much this one is faster than another, round by round: whatever else the machine did then
   * met both.
   */
  double[] speedsOver(Timing other) {
    double[] ours = speeds();
    double[] theirs = other.speeds();
    double[] ratios = new double[Math.min(ours.length, theirs.length)];
    Arrays.setAll(ratios, round -> ours[round] / theirs[round]);
    return ratios;
  }
}
