package io.github.safr.cli;

import io.github.safr.benchmark.BenchmarkReport;
import io.github.safr.benchmark.Comparison;
import io.github.safr.benchmark.ScalingPoint;
import io.github.safr.benchmark.Summary;
import io.github.safr.benchmark.Timing;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A benchmark's report for people. */
final class BenchmarkTable {

  private BenchmarkTable() {}

  static String of(BenchmarkReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        TextTable.of(
            header("sentences a second"),
            report.timings().entrySet().stream()
                .map(entry -> speed(entry.getKey(), entry.getValue()))));
    report
        .timings()
        .forEach(
            (name, timing) -> {
              if (!timing.exists()) {
                text.append(String.format("%s: %s%n", name, Printable.line(timing.failure())));
              }
            });
    text.append(System.lineSeparator());
    text.append(
        TextTable.of(
            header("ratio"),
            Stream.of(Comparison.ALL, Comparison.MORE)
                .flatMap(List::stream)
                .map(comparison -> row(comparison.name(), report.compare(comparison), 3))));
    report
        .scaling()
        .forEach(
            (kind, points) ->
                text.append(System.lineSeparator())
                    .append(
                        TextTable.of(
                            header(kind + ": microseconds a token"),
                            points.stream().map(BenchmarkTable::point))));
    text.append(System.lineSeparator());
    report.parity().forEach((name, value) -> text.append(line(name, value)));
    text.append(line("paddingShare", report.paddingShare()));
    if (report.peakMemoryMiB() != null) {
      text.append(line("peakMemoryMiB", report.peakMemoryMiB()));
    }
    report.memory().forEach((name, value) -> text.append(line(name, value)));
    report.machine().forEach((name, value) -> text.append(name + ": " + value + "\n"));
    return text.toString().stripTrailing();
  }

  private static List<String> header(String what) {
    return List.of(what, "median", "quartiles", "range");
  }

  private static List<String> speed(String name, Timing timing) {
    return row(name, timing.exists() ? timing.summary() : null, 1);
  }

  private static List<String> point(ScalingPoint point) {
    return row(String.format(Locale.ROOT, "%,d", point.tokens()), point.microsecondsPerToken(), 1);
  }

  private static List<String> row(String name, @Nullable Summary summary, int digits) {
    if (summary == null) {
      return List.of(name, "-", "-", "-");
    }
    return List.of(
        name,
        TextTable.number(summary.median(), digits),
        TextTable.number(summary.lowerQuartile(), digits)
            + " to "
            + TextTable.number(summary.upperQuartile(), digits),
        TextTable.number(summary.least(), digits)
            + " to "
            + TextTable.number(summary.most(), digits));
  }

  private static String line(String name, double value) {
    return String.format(Locale.ROOT, "%s: %.4g%n", name, value);
  }
}
