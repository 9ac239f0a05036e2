package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * Random numbers that depend on a seed fed with every step and on nothing else, so that a run that
 * was interrupted goes on as it would have.
 */
final class Noise {

  private static final double SMALLEST = 1e-6;

  private final Ops tf;
  private final Operand<TInt64> seed;
  private int drawn;

  /**
   * @param seed {@code [2]}: the run's seed and the number of the step
   */
  Noise(Ops tf, Operand<TInt64> seed) {
    this.tf = tf;
    this.seed = seed;
  }

  /** Uniform numbers in (0, 1), independent of all others drawn here. */
  Operand<TFloat32> uniform(Operand<? extends TNumber> shape) {
    drawn++;
    Operand<TInt64> own = tf.math.add(seed, tf.constant(new long[] {drawn * 0x9E3779B1L, 0}));
    Operand<TFloat32> draw = tf.random.statelessRandomUniform(shape, own);
    return tf.stopGradient(
        tf.clipByValue(draw, tf.constant((float) SMALLEST), tf.constant((float) (1 - SMALLEST))));
  }

  /** Inverted dropout: drops values with probability {@code rate} and scales up the others. */
  Operand<TFloat32> dropout(Operand<TFloat32> x, double rate) {
    if (rate == 0) {
      return x;
    }
    Operand<TFloat32> draw = uniform(tf.shape(x, TInt32.class));
    Operand<TFloat32> kept = tf.math.floor(tf.math.add(draw, tf.constant((float) (1 - rate))));
    Operand<TFloat32> scale = tf.math.mul(kept, tf.constant((float) (1 / (1 - rate))));
    return tf.math.mul(x, tf.stopGradient(scale));
  }
}
