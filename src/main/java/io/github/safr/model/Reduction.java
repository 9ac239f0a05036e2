package io.github.safr.model;

/** How the entries of a piece's vector become one number. */
public enum Reduction {

  /**
   * Their sum: signed, and a share of a whole where the entries are. What speaks for a class in one
   * entry and against it in another cancels out.
   */
  SUM {
    @Override
    double of(float[] values, int begin, int end) {
      double sum = 0;
      for (int i = begin; i < end; i++) {
        sum += values[i];
      }
      return sum;
    }
  },

  /** Their Euclidean norm: how much there is, never negative. */
  NORM {
    @Override
    double of(float[] values, int begin, int end) {
      double squares = 0;
      for (int i = begin; i < end; i++) {
        squares += (double) values[i] * values[i];
      }
      return Math.sqrt(squares);
    }
  };

  /** Reduces entries {@code begin} to {@code end - 1}. */
  abstract double of(float[] values, int begin, int end);
}
