package io.github.safr.cli;

import io.github.safr.evaluation.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Figures in columns, for people. */
final class TextTable {

  private static final String NONE = "-";

  private TextTable() {}

  /** Rows below a header, the first column to the left and the others to the right. */
  static String of(List<String> header, Stream<List<String>> body) {
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

  /** A figure with its confidence interval, to so many digits behind the point. */
  static String withInterval(Estimate estimate, int digits) {
    String number = "%." + digits + "f";
    return estimate.exists()
        ? String.format(
            Locale.ROOT,
            number + " [" + number + ", " + number + "]",
            estimate.value(),
            estimate.low(),
            estimate.high())
        : NONE;
  }

  /** A figure to so many digits behind the point. */
  static String number(double value, int digits) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
