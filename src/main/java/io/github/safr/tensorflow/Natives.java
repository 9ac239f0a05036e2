package io.github.safr.tensorflow;

/** Which of TensorFlow's native libraries a JVM has. */
public enum Natives {

  /** Those of a normal build: they know processors only. */
  PROCESSOR,

  /** Those of a build with {@code -Pgpu}, which can use graphics cards too. */
  GRAPHICS_CARD,

  /** Others, that the user has named; what they can do is not known. */
  OWN
}
