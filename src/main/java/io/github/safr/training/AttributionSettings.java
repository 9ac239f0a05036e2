package io.github.safr.training;

/**
 * How an attribution head is learned.
 *
 * @param texts most windows of texts whose parts the network is asked about
 * @param seed where all randomness comes from
 * @param threads threads of TensorFlow, 0 for its own choice
 */
public record AttributionSettings(int texts, long seed, int threads) {

  /** Texts that are enough for short ones; more make explanations a little better. */
  public static final int TEXTS = 3000;

  public AttributionSettings {
    if (texts < 1 || threads < 0) {
      throw new IllegalArgumentException(
          "Learning what tokens contribute needs one text, and threads are not negative.");
    }
  }
}
