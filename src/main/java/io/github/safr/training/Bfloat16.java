package io.github.safr.training;

/**
 * Numbers in half the space: a float without the lower half of its mantissa, rounded to the nearest
 * and of two equally near to the even one. Off by a 256th of the number at most.
 */
final class Bfloat16 {

  private static final int DROPPED = 16;

  private Bfloat16() {}

  /** The first so many of some numbers, which are finite. */
  static short[] round(float[] values, int count) {
    short[] rounded = new short[count];
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      int half = 0x7fff + (bits >>> DROPPED & 1);
      rounded[i] = (short) ((bits + half) >>> DROPPED);
    }
    return rounded;
  }

  /** Writes numbers into an array, from a place on. */
  static void widen(short[] values, float[] to, int at) {
    for (int i = 0; i < values.length; i++) {
      to[at + i] = Float.intBitsToFloat(values[i] << DROPPED);
    }
  }
}
