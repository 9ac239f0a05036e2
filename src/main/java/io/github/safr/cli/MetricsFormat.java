package io.github.safr.cli;

import com.google.gson.GsonBuilder;
import io.github.safr.evaluation.ClassificationMetrics;
import java.util.List;
import java.util.Locale;

/** Tells metrics to people and to programs. */
final class MetricsFormat {

  private static final int NARROWEST = 6;

  private MetricsFormat() {}

  /** Accuracy, macro F1 and the confusion matrix as text. */
  static String text(ClassificationMetrics metrics) {
    List<String> labels = metrics.labels().stream().map(Printable::line).toList();
    int width = Math.max(NARROWEST, labels.stream().mapToInt(String::length).max().orElse(0)) + 2;
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "accuracy  %.4f%n", metrics.accuracy()));
    text.append(String.format(Locale.ROOT, "macro F1  %.4f%n", metrics.macroF1()));
    text.append(String.format(Locale.ROOT, "examples  %d%n%n", metrics.examples()));
    text.append(String.format("Rows are the right labels, columns the predicted ones:%n"));
    text.append(" ".repeat(width));
    labels.forEach(label -> text.append(padLeft(label, width)));
    for (int row = 0; row < labels.size(); row++) {
      text.append(System.lineSeparator()).append(padLeft(labels.get(row), width));
      for (int count : metrics.confusion()[row]) {
        text.append(padLeft(Integer.toString(count), width));
      }
    }
    return text.toString();
  }

  private static String padLeft(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  /** The same as JSON. */
  static String json(ClassificationMetrics metrics) {
    return new GsonBuilder().setPrettyPrinting().create().toJson(metrics) + "\n";
  }
}
