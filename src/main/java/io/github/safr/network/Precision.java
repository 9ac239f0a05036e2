package io.github.safr.network;

import java.util.Locale;

/**
 * The numbers in which the large matrix products of training are computed. Weights, the optimiser
 * and all between the products stay in float32.
 */
public enum Precision {
  /** Single precision (IEEE 754 binary32). */
  FLOAT32,
  /**
   * Inputs and results rounded to bfloat16 (8 significant bits), gradients of kernels included:
   * about twice as fast on processors that multiply it (AVX-512 BF16, AMX), and slower on others.
   */
  BFLOAT16;

  /** Its name in options and model files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id();
  }
}
