package io.github.safr.cli;

import io.github.safr.evaluation.Estimate;
import io.github.safr.evaluation.ExplainerReport;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.Measure;
import io.github.safr.evaluation.PairReport;
import io.github.safr.model.Removal;
import java.util.List;
import java.util.Map;

/** Tells people how good explanations are. */
final class ExplanationTable {

  private static final int DIGITS = 3;

  private static final List<String> FAITHFULNESS =
      List.of("explainer", "comprehensiveness", "sufficiency", "n-comp", "n-suff");

  private static final List<String> MORE =
      List.of(
          "explainer",
          "deletion",
          "insertion",
          "rho-loo",
          "tau-loo",
          "ROC-AUC",
          "AP",
          "ms",
          "questions");

  private ExplanationTable() {}

  /** A table for each removal, the model's pairs, and what the columns mean. */
  static String text(FaithfulnessReport report, Map<Removal, PairReport> pairs) {
    StringBuilder text = new StringBuilder();
    report
        .explainers()
        .forEach(
            (removal, explainers) -> {
              text.append(String.format("%nExplanations, tokens %s:%n", told(removal)));
              text.append(
                  TextTable.of(
                      FAITHFULNESS, explainers.stream().map(ExplanationTable::faithfulness)));
              text.append(System.lineSeparator());
              text.append(TextTable.of(MORE, explainers.stream().map(ExplanationTable::more)));
              if (pairs.containsKey(removal)) {
                text.append(pairs(pairs.get(removal)));
              }
            });
    text.append(
        String.format(
            "%nn-comp, n-suff: normalised, on %d texts. rho-loo, tau-loo: agreement with"
                + " leave-one-out.%nROC-AUC, AP: against word labels, on %d texts. ms, questions: a"
                + " text.%nIn brackets: 95 %% intervals. Higher is better but for sufficiency,"
                + " n-suff, deletion and cost.",
            report.limitTexts(), report.markedTexts()));
    return text.toString();
  }

  private static String told(Removal removal) {
    return removal == Removal.DELETION ? "deleted" : "replaced by the unknown word";
  }

  private static List<String> faithfulness(ExplainerReport explainer) {
    return List.of(
        explainer.name(),
        withInterval(explainer.mean(Measure.COMPREHENSIVENESS)),
        withInterval(explainer.mean(Measure.SUFFICIENCY)),
        number(explainer.mean(Measure.NORMALIZED_COMPREHENSIVENESS)),
        number(explainer.mean(Measure.NORMALIZED_SUFFICIENCY)));
  }

  private static List<String> more(ExplainerReport explainer) {
    return List.of(
        explainer.name(),
        number(explainer.mean(Measure.DELETION_AREA)),
        number(explainer.mean(Measure.INSERTION_AREA)),
        number(explainer.mean(Measure.SPEARMAN)),
        number(explainer.mean(Measure.KENDALL)),
        number(explainer.rocAuc()),
        number(explainer.averagePrecision()),
        TextTable.number(explainer.millis(), 2),
        TextTable.number(explainer.questions(), 0));
  }

  private static String pairs(PairReport pairs) {
    return String.format(
        "%npairs: interaction of the best %s, and rank correlation with the score %s;%n"
            + "       above random pairs by %s, above pairs as far apart by %s%n",
        number(pairs.top()),
        TextTable.number(pairs.spearman(), DIGITS),
        withInterval(pairs.overRandom()),
        withInterval(pairs.overMatched()));
  }

  private static String withInterval(Estimate estimate) {
    return TextTable.withInterval(estimate, DIGITS);
  }

  private static String number(Estimate estimate) {
    return TextTable.number(estimate.value(), DIGITS);
  }
}
