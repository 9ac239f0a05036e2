package io.github.safr.io.table;

import io.github.safr.io.DocumentFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of cells. */
final class CellParser implements RowParser {

  /** Commas between cells, quotes around those that need them. */
  private static final CSVFormat COMMAS = CSVFormat.RFC4180;

  /** Of a row; more are a mistake, and would take memory out of all proportion. */
  private static final int MOST_COLUMNS = 10_000;

  private static final int NONE = -1;

  private final DocumentFormat table;
  private final int text;
  private final int id;

  private CellParser(DocumentFormat table, int text, int id) {
    this.table = table;
    this.text = text;
    this.id = id;
  }

  /**
   * A parser of tables without a header.
   *
   * @param columns by numbers
   */
  static CellParser withoutHeader(DocumentFormat table, TableColumns columns) {
    return new CellParser(
        table,
        Integer.parseInt(columns.text()) - 1,
        columns.id() == null ? NONE : Integer.parseInt(columns.id()) - 1);
  }

  /**
   * A parser of tables with a header.
   *
   * @throws BadRowException if it lacks a column that is needed; what it has instead is not told,
   *     because it may be no header but a document
   */
  static CellParser withHeader(DocumentFormat table, TableColumns columns, String header)
      throws BadRowException {
    if (table != DocumentFormat.CSV && header.indexOf('\r') >= 0) {
      throw new BadRowException(
          "is the header, and has a carriage return. End all lines with line feeds.");
    }
    List<String> names = cells(table, header);
    return new CellParser(
        table,
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
    List<String> cells = cells(table, record);
    return new Row(cell(cells, text), id == NONE ? null : cell(cells, id));
  }

  private static String cell(List<String> cells, int column) throws BadRowException {
    if (column >= cells.size()) {
      throw new BadRowException(
          "has %,d columns; column %,d is needed.".formatted(cells.size(), column + 1));
    }
    return cells.get(column);
  }

  private static List<String> cells(DocumentFormat table, String record) throws BadRowException {
    return table == DocumentFormat.CSV ? quotedCells(record) : tabbedCells(record);
  }

  /** Between tabs; a quote is a character like any other, and so is a carriage return. */
  private static List<String> tabbedCells(String record) throws BadRowException {
    List<String> cells = new ArrayList<>();
    int begin = 0;
    for (int end = record.indexOf('\t'); end >= 0; end = record.indexOf('\t', begin)) {
      cells.add(record.substring(begin, end));
      checkColumns(cells.size() + 1);
      begin = end + 1;
    }
    cells.add(record.substring(begin));
    return cells;
  }

  private static List<String> quotedCells(String record) throws BadRowException {
    checkColumns(record.length() < MOST_COLUMNS ? 1 : quotedColumns(record));
    try (CSVParser parser = CSVParser.parse(record, COMMAS)) {
      Iterator<CSVRecord> records = parser.iterator();
      List<String> cells = records.next().toList();
      if (records.hasNext()) {
        throw new BadRowException(
            "has a carriage return outside of quotes. Quote the cell, or end lines with line"
                + " feeds.");
      }
      return cells;
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new BadRowException("is not quoted as RFC 4180 has it. Correct the quotes.", e);
    }
  }

  /** One more than there are commas outside of quotes; a quote counts where a cell begins only. */
  private static int quotedColumns(String record) {
    int columns = 1;
    boolean quoted = false;
    boolean mayOpen = true;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (quoted) {
        quoted = c != '"';
        // The next one would make it one of two that stand for one.
        mayOpen = !quoted;
      } else {
        quoted = c == '"' && mayOpen;
        mayOpen = c == ',';
        columns += c == ',' ? 1 : 0;
      }
    }
    return columns;
  }

  private static void checkColumns(int columns) throws BadRowException {
    if (columns > MOST_COLUMNS) {
      throw new BadRowException("has more than %,d columns.".formatted(MOST_COLUMNS));
    }
  }
}
