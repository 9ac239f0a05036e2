package io.github.safr.cli;

import io.github.safr.evaluation.NeuronReport;
import io.github.safr.evaluation.NeuronReport.Kind;
import io.github.safr.evaluation.NeuronReport.SetReport;
import io.github.safr.evaluation.NeuronSelectivity;
import java.util.List;
import java.util.Locale;

/** Tells people what the neurons of explanations are worth. */
final class NeuronTable {

  private static final int DIGITS = 4;
  private static final List<String> HEADER = List.of("neurons", "change", "loss", "ratio", "texts");

  private NeuronTable() {}

  /** What taking neurons away does, what neurons answer to, and what the columns mean. */
  static String text(NeuronReport report) {
    return String.format(
        Locale.ROOT,
        "%nNeurons of block %d, %.1f of %d a text, set to zero in %d texts:%n%s%s%n%s",
        report.block(),
        report.neuronsPerText(),
        report.blockNeurons(),
        report.drops().size(),
        TextTable.of(HEADER, report.sets().stream().map(NeuronTable::row)),
        report.selectivity().map(measured -> answers(measured, report)).orElse(""),
        "allocated: those of the "
            + report.tokens()
            + " most important tokens; the rest as many by chance: random of the"
            + System.lineSeparator()
            + "block, active in the text, others allocated to other tokens, elsewhere to those only."
            + System.lineSeparator()
            + "change: of the probability, either way.");
  }

  private static List<String> row(SetReport set) {
    return List.of(
        set.kind().name().toLowerCase(Locale.ROOT),
        TextTable.withInterval(set.absolute(), DIGITS),
        TextTable.number(set.signed().value(), DIGITS),
        set.kind() == Kind.ALLOCATED ? "-" : TextTable.withInterval(set.ratio(), 2),
        String.valueOf(set.absolute().texts()));
  }

  private static String answers(NeuronSelectivity measured, NeuronReport report) {
    NeuronSelectivity.Summary classes = measured.selectivitySummary();
    NeuronSelectivity.Summary words = measured.wordTypeSummary();
    return String.format(
        "%nselectivity: mean %s, median %s of %d neurons; word types: mean %s, median %s of %d"
            + " neurons;%n             on %d texts%n",
        TextTable.number(classes.mean(), 3),
        TextTable.number(classes.median(), 3),
        classes.neurons(),
        TextTable.number(words.mean(), 1),
        TextTable.number(words.median(), 1),
        words.neurons(),
        report.selectivityTexts());
  }
}
