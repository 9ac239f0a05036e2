package io.github.safr.benchmark;

import io.github.safr.model.DeviceChoice;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark measures.
 *
 * @param model name of a bundled model, or path of a model directory
 * @param device where it runs
 * @param threads of the pipelines
 * @param sizes how much of everything
 * @param scaling whether cost against the amount of text is measured too
 * @param seed of the order of sentences, and of LIME
 */
public record BenchmarkSettings(
    String model, DeviceChoice device, int threads, Sizes sizes, boolean scaling, long seed) {

  /**
   * How much of everything.
   *
   * @param sentences that a round reads
   * @param perDocument sentences of a document
   * @param documents documents of one sentence each
   * @param repetitions rounds that count
   * @param warmUps rounds that do not
   * @param collectionRepetitions rounds over the collection of one-sentence documents
   * @param singles sentences for those who read one at a time
   * @param explained sentences for explainers that ask the model often
   * @param limeSamples samples of a sentence
   * @param gradientSteps points of integrated gradients
   * @param scalingTokens tokens of the longest text
   */
  public record Sizes(
      int sentences,
      int perDocument,
      int documents,
      int repetitions,
      int warmUps,
      int collectionRepetitions,
      int singles,
      int explained,
      int limeSamples,
      int gradientSteps,
      int scalingTokens) {

    /** For figures that are to be believed; takes about half an hour on two processors. */
    public static final Sizes FULL =
        new Sizes(1000, 50, 20_000, 9, 2, 3, 200, 4, 1000, 50, 1_000_000);

    /** To see whether everything works; the figures say little. */
    public static final Sizes QUICK = new Sizes(60, 10, 40, 2, 1, 1, 6, 1, 50, 5, 10_000);

    /** The same with other numbers where they are not null. */
    public Sizes with(
        @Nullable Integer otherSentences,
        @Nullable Integer otherDocuments,
        @Nullable Integer otherRepetitions) {
      return new Sizes(
          otherSentences == null ? sentences : otherSentences,
          perDocument,
          otherDocuments == null ? documents : otherDocuments,
          otherRepetitions == null ? repetitions : otherRepetitions,
          warmUps,
          collectionRepetitions,
          singles,
          explained,
          limeSamples,
          gradientSteps,
          scalingTokens);
    }
  }
}
