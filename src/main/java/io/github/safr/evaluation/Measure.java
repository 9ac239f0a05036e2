package io.github.safr.evaluation;

/**
 * What is measured of an explanation, one value a text; the mean over texts is the explainer's.
 * docs/evaluation.md has the formulas.
 */
public enum Measure {
  /** How far the probability falls without the most important tokens; higher is better. */
  COMPREHENSIVENESS("comprehensiveness"),

  /** How far it falls with them alone; lower is better. */
  SUFFICIENCY("sufficiency"),

  /** Comprehensiveness over the whole curve between the model's own limits; higher is better. */
  NORMALIZED_COMPREHENSIVENESS("normalizedComprehensiveness"),

  /** Sufficiency over the whole curve between the same limits; lower is better. */
  NORMALIZED_SUFFICIENCY("normalizedSufficiency"),

  /** Area under the probability while tokens are removed, in [0, 1]; lower is better. */
  DELETION_AREA("deletionArea"),

  /** Area under the probability while tokens are put back, in [0, 1]; higher is better. */
  INSERTION_AREA("insertionArea"),

  /** Spearman's rank correlation with leave-one-out, in [-1, 1]. */
  SPEARMAN("spearman"),

  /** Kendall's tau-b with leave-one-out, in [-1, 1]. */
  KENDALL("kendall"),

  /** Area under the ROC curve against people's marks within the text, in [0, 1]. */
  TEXT_ROC_AUC("textRocAuc"),

  /** Average precision against people's marks within the text, in [0, 1]. */
  TEXT_AVERAGE_PRECISION("textAveragePrecision");

  private final String key;

  Measure(String key) {
    this.key = key;
  }

  /** What files call it. */
  public String key() {
    return key;
  }
}
