package io.github.safr.evaluation;

import io.github.safr.model.Removal;
import java.util.List;

/**
 * How explanations are measured.
 *
 * @param removals the ways to remove tokens; results are apart for each
 * @param seed of all that is drawn: texts for the limits, resamples, random pairs
 * @param resamples samples for a confidence interval
 * @param limitTexts number of texts whose limits are looked for, for the normalised measures: each
 *     costs thousands of questions
 * @param limitTokens longest of these texts, in tokens: the number of questions grows with the
 *     square of it, and the time with the cube
 * @param beamWidth orders of removal that the search for the limits follows at a time
 * @param reference name of the explainer that the others are compared with, if it is among them
 */
public record EvaluationSettings(
    List<Removal> removals,
    long seed,
    int resamples,
    int limitTexts,
    int limitTokens,
    int beamWidth,
    String reference) {

  /** Texts worked on at a time, which bounds memory. */
  static final int CHUNK = 64;

  public EvaluationSettings {
    removals = removals.stream().distinct().toList();
    if (removals.isEmpty() || resamples < 1 || limitTexts < 0 || limitTokens < 1 || beamWidth < 1) {
      throw new IllegalArgumentException(
          "Name a way to remove tokens, and give at least 1 resample, 0 texts of 1 token for the"
              + " limits and a beam of 1.");
    }
  }

  /**
   * Both removals, seed 0, 2,000 resamples, limits of 50 texts of at most 32 tokens with a beam of
   * 3; compared with {@code safr}.
   */
  public static EvaluationSettings defaults() {
    return new EvaluationSettings(List.of(Removal.values()), 0, 2000, 50, 32, 3, "safr");
  }

  /** The same with other removals. */
  public EvaluationSettings withRemovals(List<Removal> others) {
    return new EvaluationSettings(
        others, seed, resamples, limitTexts, limitTokens, beamWidth, reference);
  }

  /** The same with another seed. */
  public EvaluationSettings withSeed(long other) {
    return new EvaluationSettings(
        removals, other, resamples, limitTexts, limitTokens, beamWidth, reference);
  }

  /** The same with another number of resamples. */
  public EvaluationSettings withResamples(int other) {
    return new EvaluationSettings(
        removals, seed, other, limitTexts, limitTokens, beamWidth, reference);
  }

  /** The same with another number of texts for the limits; 0 measures nothing normalised. */
  public EvaluationSettings withLimitTexts(int other) {
    return new EvaluationSettings(
        removals, seed, resamples, other, limitTokens, beamWidth, reference);
  }

  /** The same with another length, in tokens, of the longest text for the limits. */
  public EvaluationSettings withLimitTokens(int other) {
    return new EvaluationSettings(
        removals, seed, resamples, limitTexts, other, beamWidth, reference);
  }

  /** The same with a beam of another width. */
  public EvaluationSettings withBeamWidth(int other) {
    return new EvaluationSettings(
        removals, seed, resamples, limitTexts, limitTokens, other, reference);
  }

  /** The same with another explainer to compare with. */
  public EvaluationSettings withReference(String other) {
    return new EvaluationSettings(
        removals, seed, resamples, limitTexts, limitTokens, beamWidth, other);
  }
}
