package io.github.safr.training;

/**
 * Weight of VMASK's information term by epoch: it falls from 1 by a fixed amount an epoch and stops
 * at a floor. (The published code lets it run past zero by rounding.)
 *
 * @param lambda factor on the whole term
 */
record InformationSchedule(double lambda) {

  private static final double DECREMENT = 0.099;
  private static final double FLOOR = 0.01;

  /** The weight in an epoch, counted from 1. */
  double at(int epoch) {
    return lambda * Math.max(FLOOR, 1 - DECREMENT * (epoch - 1));
  }
}
