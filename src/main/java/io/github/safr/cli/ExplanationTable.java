package io.github.safr.cli;

import io.github.safr.evaluation.Estimate;
import io.github.safr.evaluation.ExplainerReport;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.Measure;
import io.github.safr.evaluation.PairReport;
import io.github.safr.model.Removal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells people how good explanations are. */
final class ExplanationTable {

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
                  table(FAITHFULNESS, explainers.stream().map(ExplanationTable::faithfulness)));
              text.append(System.lineSeparator());
              text.append(table(MORE, explainers.stream().map(ExplanationTable::more)));
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
        String.format(Locale.ROOT, "%.2f", explainer.millis()),
        String.format(Locale.ROOT, "%.0f", explainer.questions()));
  }

  /** Rows below a header, the first column to the left and the others to the right. */
  private static String table(List<String> header, Stream<List<String>> body) {
    List<List<String>> rows = Stream.concat(Stream.of(header), body).toList();
    int[] widths =
        IntStream.range(0, header.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        String blanks = " ".repeat(widths[column] - cell.length());
        text.append(column == 0 ? cell + blanks : "  " + blanks + cell);
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String pairs(PairReport pairs) {
    return String.format(
        "%npairs: interaction of the best %s, and rank correlation with the score %s;%n"
            + "       above random pairs by %s, above pairs as far apart by %s%n",
        number(pairs.top()),
        Double.isNaN(pairs.spearman()) ? "-" : String.format(Locale.ROOT, "%.3f", pairs.spearman()),
        withInterval(pairs.overRandom()),
        withInterval(pairs.overMatched()));
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
