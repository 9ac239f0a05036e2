package io.github.safr.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tensorflow.ndarray.Shape;

/** What a weight starts as. */
sealed interface Initializer {

  /** The initial values, row by row; the same for the same random source. */
  float[] values(Shape shape, SplittableRandom random);

  /** All entries alike. */
  record Constant(float value) implements Initializer {
    @Override
    public float[] values(Shape shape, SplittableRandom random) {
      float[] values = new float[Math.toIntExact(shape.size())];
      Arrays.fill(values, value);
      return values;
    }
  }

  /** Independent normal entries. */
  record Normal(double deviation) implements Initializer {
    @Override
    public float[] values(Shape shape, SplittableRandom random) {
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * deviation);
      }
      return values;
    }
  }

  /** Uniform entries within plus and minus {@code bound}. */
  record Uniform(double bound) implements Initializer {

    /** The bound of Glorot and Bengio (2010) for a kernel {@code [inputs, outputs]}. */
    static Uniform glorot(long inputs, long outputs) {
      return new Uniform(Math.sqrt(6.0 / (inputs + outputs)));
    }

    @Override
    public float[] values(Shape shape, SplittableRandom random) {
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-bound, bound);
      }
      return values;
    }
  }
}
