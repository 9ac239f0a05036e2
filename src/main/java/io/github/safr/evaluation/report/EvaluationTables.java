package io.github.safr.evaluation.report;

import io.github.safr.evaluation.Estimate;
import io.github.safr.evaluation.ExplainerReport;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.Measure;
import io.github.safr.evaluation.TextDecision;
import io.github.safr.evaluation.TextMeasures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** An evaluation as tables with a header, comma-separated; figures that do not exist are empty. */
final class EvaluationTables {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private EvaluationTables() {}

  /** A figure of an explainer, and what its column is called. */
  private record Column(String name, Function<ExplainerReport, Estimate> figure) {}

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      columns.add(new Column(measure.key(), explainer -> explainer.mean(measure)));
    }
    columns.add(new Column("rocAuc", ExplainerReport::rocAuc));
    columns.add(new Column("averagePrecision", ExplainerReport::averagePrecision));
    return columns;
  }

  /** One row an explainer and removal: every mean with its confidence interval. */
  static void summary(FaithfulnessReport report, Appendable out) throws IOException {
    List<Column> columns = columns();
    List<Object> header = new ArrayList<>(List.of("explainer", "removal", "texts"));
    for (Column column : columns) {
      header.addAll(List.of(column.name(), column.name() + "Low", column.name() + "High"));
    }
    header.addAll(List.of("millisPerExample", "questionsPerExample"));
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(header);
    for (var ofRemoval : report.explainers().entrySet()) {
      for (ExplainerReport explainer : ofRemoval.getValue()) {
        List<Object> row = new ArrayList<>();
        row.add(explainer.name());
        row.add(ofRemoval.getKey().name().toLowerCase(Locale.ROOT));
        row.add(explainer.texts().size());
        for (Column column : columns) {
          Estimate estimate = column.figure().apply(explainer);
          row.add(cell(estimate.value()));
          row.add(cell(estimate.low()));
          row.add(cell(estimate.high()));
        }
        row.add(cell(explainer.millis()));
        row.add(cell(explainer.questions()));
        printer.printRecord(row);
      }
    }
    printer.flush();
  }

  /** One row a text, explainer and removal. Texts are named by their number; no text is in it. */
  static void examples(FaithfulnessReport report, List<String> labels, Appendable out)
      throws IOException {
    List<Object> header =
        new ArrayList<>(
            List.of("index", "label", "predicted", "confidence", "tokens", "explainer", "removal"));
    for (Measure measure : Measure.values()) {
      header.add(measure.key());
    }
    for (String measure : List.of("comprehensivenessAt", "sufficiencyAt")) {
      FaithfulnessReport.percents().forEach(percent -> header.add(measure + percent));
    }
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(header);
    for (var ofRemoval : report.explainers().entrySet()) {
      for (ExplainerReport explainer : ofRemoval.getValue()) {
        for (int t = 0; t < report.decisions().size(); t++) {
          TextDecision decision = report.decisions().get(t);
          List<Object> row = new ArrayList<>();
          row.add(decision.index());
          row.add(decision.gold() < 0 ? "" : labels.get(decision.gold()));
          row.add(labels.get(decision.predicted()));
          row.add(cell(decision.confidence()));
          row.add(decision.tokens());
          row.add(explainer.name());
          row.add(ofRemoval.getKey().name().toLowerCase(Locale.ROOT));
          addMeasures(explainer.texts().get(t), row);
          printer.printRecord(row);
        }
      }
    }
    printer.flush();
  }

  private static void addMeasures(TextMeasures measures, List<Object> row) {
    for (Measure measure : Measure.values()) {
      row.add(cell(measures.get(measure)));
    }
    for (double value : measures.comprehensivenessAt()) {
      row.add(cell(value));
    }
    for (double value : measures.sufficiencyAt()) {
      row.add(cell(value));
    }
  }

  private static String cell(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6f", value) : "";
  }
}
