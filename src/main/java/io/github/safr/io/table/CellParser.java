package io.github.safr.io.table;

import io.github.safr.io.DocumentFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of cells. */
final class CellParser implements RowParser {

  /** Commas between cells, quotes around those that need them. */
  private static final CSVFormat COMMAS = CSVFormat.RFC4180;

  /** Tabs between cells; a quote is a character like any other. */
  private static final CSVFormat TABS =
      CSVFormat.RFC4180.builder().setDelimiter('\t').setQuote(null).get();

  private static final int NONE = -1;

  private final CSVFormat format;
  private final int text;
  private final int id;

  private CellParser(CSVFormat format, int text, int id) {
    this.format = format;
    this.text = text;
    this.id = id;
  }

  /** How the cells of a kind of table are written. */
  static CSVFormat format(DocumentFormat table) {
    return table == DocumentFormat.CSV ? COMMAS : TABS;
  }

  /**
   * A parser of tables without a header.
   *
   * @param columns by numbers
   */
  static CellParser withoutHeader(CSVFormat format, TableColumns columns) {
    return new CellParser(
        format,
        Integer.parseInt(columns.text()) - 1,
        columns.id() == null ? NONE : Integer.parseInt(columns.id()) - 1);
  }

  /**
   * A parser of tables with a header.
   *
   * @throws BadRowException if it lacks a column that is needed; what it has instead is not told,
   *     because it may be no header but a document
   */
  static CellParser withHeader(CSVFormat format, TableColumns columns, String header)
      throws BadRowException {
    List<String> names = cells(format, header).toList();
    return new CellParser(
        format,
        column(names, columns.text(), "--text-column"),
        columns.id() == null ? NONE : column(names, columns.id(), "--id-column"));
  }

  private static int column(List<String> names, String wanted, String option)
      throws BadRowException {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).strip().equals(wanted)) {
        return i;
      }
    }
    if (TableColumns.isNumber(wanted) && Integer.parseInt(wanted) <= names.size()) {
      return Integer.parseInt(wanted) - 1;
    }
    throw new BadRowException(
        "is the header, and none of its %,d columns is '%s'. Name one with %s, or say --no-header."
            .formatted(names.size(), wanted, option));
  }

  @Override
  public Row parse(String record) throws BadRowException {
    CSVRecord cells = cells(format, record);
    return new Row(cell(cells, text), id == NONE ? null : cell(cells, id));
  }

  private static String cell(CSVRecord cells, int column) throws BadRowException {
    if (column >= cells.size()) {
      throw new BadRowException(
          "has %,d columns; column %,d is needed.".formatted(cells.size(), column + 1));
    }
    return cells.get(column);
  }

  private static CSVRecord cells(CSVFormat format, String record) throws BadRowException {
    try (CSVParser parser = CSVParser.parse(record, format)) {
      return parser.iterator().next();
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new BadRowException("is not quoted as RFC 4180 has it. Correct the quotes.", e);
    }
  }
}
