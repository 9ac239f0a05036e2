package io.github.safr.training;

/**
 * Learning rate by step: rises linearly for the first part of the training, then falls linearly to
 * zero; or stays as it is.
 *
 * @param peak the highest rate
 * @param steps steps of the whole training; 0 keeps the rate constant
 * @param warmUp share of the steps during which the rate rises, in [0, 1)
 */
record LearningRateSchedule(double peak, long steps, double warmUp) {

  /** The rate of a step, counted from 1. */
  double at(long step) {
    if (steps == 0) {
      return peak;
    }
    double rising = Math.max(1, warmUp * steps);
    if (step <= rising) {
      return peak * step / rising;
    }
    return peak * Math.max(0, (steps - step + 1) / (steps - rising + 1));
  }
}
