package io.github.safr.io.table;

import io.github.safr.io.Characters;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentFormat;
import io.github.safr.io.FileContent;
import io.github.safr.io.FoundFile;
import io.github.safr.io.LookAhead;
import io.github.safr.io.UnreadableDocument;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table, in its order. A row that cannot be used is delivered as an {@link
 * UnreadableDocument}, and so is, in place of its rows, a table that cannot be read.
 */
public final class TableDocuments extends LookAhead<Document> implements Closeable {

  private final FoundFile table;
  private final TableColumns columns;
  private final Characters characters;
  private final RowNames names;
  private @Nullable RecordReader records;
  private @Nullable RowParser parser;
  private long row;

  /** Stands for the rest of the table, until it is told. */
  private @Nullable Document failed;

  private TableDocuments(FoundFile table, TableColumns columns, Characters characters) {
    this.table = table;
    this.columns = columns;
    this.characters = characters;
    this.names = new RowNames(table.name(), columns.id() != null);
  }

  /**
   * The rows of a table, read as they are asked for.
   *
   * @param characters those that their texts may have; others are replaced
   */
  public static TableDocuments of(FoundFile table, TableColumns columns, Characters characters) {
    TableDocuments documents = new TableDocuments(table, columns, characters);
    documents.open();
    return documents;
  }

  /** How many rows a table has, usable or not; 0 if it cannot be read. Reads it once. */
  public static long count(FoundFile table, TableColumns columns) {
    long rows = hasHeader(table, columns) ? -1 : 0;
    try (RecordReader records = records(table)) {
      while (records.next() && !Thread.currentThread().isInterrupted()) {
        rows++;
      }
    } catch (IOException e) {
      // Who reads the table in earnest reports it.
      return 0;
    }
    return Math.max(rows, 0);
  }

  private void open() {
    try {
      RecordReader opened = records(table);
      records = opened;
      if (!hasHeader(table, columns)) {
        parser =
            table.format() == DocumentFormat.JSONL
                ? new JsonParser(columns)
                : CellParser.withoutHeader(table.format(), columns);
      } else if (advance(opened)) {
        parser = CellParser.withHeader(table.format(), columns, opened.record());
      } else {
        close();
      }
    } catch (BadRowException e) {
      fail(new DocumentException(place() + e.getMessage(), e));
    } catch (IOException e) {
      fail(FileContent.explained(table.path(), e));
    }
  }

  private static boolean hasHeader(FoundFile table, TableColumns columns) {
    return columns.header() && table.format() != DocumentFormat.JSONL;
  }

  private static RecordReader records(FoundFile table) throws IOException {
    InputStream in = FileContent.open(table.path());
    return table.format() == DocumentFormat.CSV
        ? RecordReader.ofQuotedCells(in, ',')
        : RecordReader.ofLines(in);
  }

  private boolean advance(RecordReader records) throws IOException {
    boolean more = records.next();
    if (more && records.hasOnlyReturns()) {
      throw new DocumentException(
          ("'%s' has carriage returns for line ends. Convert them to line feeds, for instance with"
                  + " tr '\\r' '\\n'.")
              .formatted(table.path()));
    }
    return more;
  }

  @Override
  protected @Nullable Document find() {
    if (failed == null && parser != null && records != null) {
      try {
        if (advance(records)) {
          row++;
          return read(records, parser);
        }
        close();
      } catch (IOException e) {
        fail(FileContent.explained(table.path(), e));
      }
    }
    Document last = failed;
    failed = null;
    return last;
  }

  private Document read(RecordReader records, RowParser parser) {
    try {
      Row content = parser.parse(records.record());
      return new TableRow(names.name(row, content.id()), content.text(), characters);
    } catch (BadRowException e) {
      // Once it is repaired, its id is part of its name.
      return new UnreadableDocument(
          names.name(row, null),
          new DocumentException(place() + e.getMessage(), e),
          columns.id() != null);
    }
  }

  /** The beginning of a sentence on the record at hand. */
  private String place() {
    return "Line %,d of '%s' ".formatted(Objects.requireNonNull(records).firstLine(), table.path());
  }

  /** The rest of the table is lost. */
  private void fail(DocumentException cause) {
    failed = new UnreadableDocument(table.name(), cause, true);
    try {
      close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    parser = null;
    if (records != null) {
      records.close();
    }
  }
}
