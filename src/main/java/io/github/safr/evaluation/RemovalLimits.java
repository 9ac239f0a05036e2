package io.github.safr.evaluation;

/**
 * The lowest and the highest area over the curve of one text that any order of its tokens reaches.
 *
 * @param low the lowest
 * @param up the highest
 */
record RemovalLimits(double low, double up) {

  private static final double LEAST_RANGE = 1e-9;

  /** Limits of a text that none are looked for. */
  static final RemovalLimits UNKNOWN = new RemovalLimits(Double.NaN, Double.NaN);

  /**
   * Where an area lies between the limits: 0 at the lowest, 1 at the highest. NaN if they are
   * unknown, or the same.
   */
  double normalized(double area) {
    double range = up - low;
    return range > LEAST_RANGE ? (area - low) / range : Double.NaN;
  }
}
