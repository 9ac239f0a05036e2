package io.github.safr.cli;

import io.github.safr.evaluation.Estimate;
import io.github.safr.evaluation.ExplainerReport;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.Measure;
import io.github.safr.evaluation.PairReport;
import io.github.safr.model.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells people how good explanations are. */
final class ExplanationTable {

  private static final List<String> HEADER =
      List.of(
          "explainer",
          "comprehensiveness",
          "sufficiency",
          "n-comp",
          "n-suff",
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
              append(text, explainers);
              if (pairs.containsKey(removal)) {
                text.append(pairs(pairs.get(removal)));
              }
            });
    text.append(
        String.format(
            "%nn-comp, n-suff: normalised, on %d texts. ROC-AUC, AP: against word labels, on %d"
                + " texts.%nIn brackets: 95 %% intervals. Higher is better but for sufficiency,"
                + " n-suff and deletion.",
            report.limitTexts(), report.markedTexts()));
    return text.toString();
  }

  private static String told(Removal removal) {
    return removal == Removal.DELETION ? "deleted" : "replaced by the unknown word";
  }

  private static void append(StringBuilder text, List<ExplainerReport> explainers) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    explainers.forEach(explainer -> rows.add(row(explainer)));
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
        String blanks = " ".repeat(width - row.get(column).length());
        line.append(column == 0 ? row.get(0) + blanks : "  " + blanks + row.get(column));
      }
      text.append(line).append(System.lineSeparator());
    }
  }

  private static List<String> row(ExplainerReport explainer) {
    return List.of(
        explainer.name(),
        withInterval(explainer.mean(Measure.COMPREHENSIVENESS)),
        withInterval(explainer.mean(Measure.SUFFICIENCY)),
        number(explainer.mean(Measure.NORMALIZED_COMPREHENSIVENESS)),
        number(explainer.mean(Measure.NORMALIZED_SUFFICIENCY)),
        number(explainer.mean(Measure.DELETION_AREA)),
        number(explainer.mean(Measure.INSERTION_AREA)),
        number(explainer.mean(Measure.SPEARMAN)),
        number(explainer.mean(Measure.KENDALL)),
        number(explainer.rocAuc()),
        number(explainer.averagePrecision()),
        String.format(Locale.ROOT, "%.2f", explainer.millis()),
        String.format(Locale.ROOT, "%.0f", explainer.questions()));
  }

  private static String pairs(PairReport pairs) {
    return String.format(
        "pairs: interaction of the best %s; above random pairs %s; above pairs as far apart %s;%n"
            + "       rank correlation of score and interaction %s%n",
        number(pairs.top()),
        withInterval(pairs.overRandom()),
        withInterval(pairs.overMatched()),
        Double.isNaN(pairs.spearman())
            ? "-"
            : String.format(Locale.ROOT, "%.3f", pairs.spearman()));
  }

  private static String withInterval(Estimate estimate) {
    return estimate.exists()
        ? String.format(
            Locale.ROOT, "%.3f [%.3f, %.3f]", estimate.value(), estimate.low(), estimate.high())
        : "-";
  }

  private static String number(Estimate estimate) {
    return estimate.exists() ? String.format(Locale.ROOT, "%.3f", estimate.value()) : "-";
  }
}
