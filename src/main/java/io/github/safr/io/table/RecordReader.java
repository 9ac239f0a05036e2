package io.github.safr.io.table;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a table into records: lines or, where quotes may hold line ends, rows of lines. One record
 * at a time is in memory, and of one that is too long only the beginning. Blank lines are passed
 * over.
 */
final class RecordReader implements Closeable {

  /** Length of the longest record, in UTF-16 code units. */
  static final int LONGEST = 16 << 20;

  /**
   * Stands for bytes that are not UTF-8, so that they cost their record only: the second half of a
   * character without the first, which UTF-8 never has.
   */
  private static final char MALFORMED = '\uDFFF';

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int END = -1;

  /** Where in a record of quoted cells the next character stands. */
  private enum Place {
    CELL_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  private final Reader in;
  private final char delimiter;
  private final boolean quotes;
  private final int longest;
  private final StringBuilder record = new StringBuilder();
  private long line = 1;
  private long firstLine;
  private boolean tooLong;
  private boolean onlyReturns;

  private RecordReader(InputStream in, char delimiter, boolean quotes, int longest)
      throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(MALFORMED));
    this.in = new BufferedReader(new InputStreamReader(in, decoder), 1 << 16);
    this.delimiter = delimiter;
    this.quotes = quotes;
    this.longest = longest;
    try {
      this.in.mark(1);
      if (this.in.read() != BYTE_ORDER_MARK) {
        this.in.reset();
      }
    } catch (IOException e) {
      closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(IOException failure) {
    try {
      in.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Records are lines. */
  static RecordReader ofLines(InputStream in) throws IOException {
    return new RecordReader(in, '\n', false, LONGEST);
  }

  /**
   * Records end with a line, but line ends inside quoted cells are part of them.
   *
   * @param delimiter separates cells; a quote counts at the beginning of one only
   */
  static RecordReader ofQuotedCells(InputStream in, char delimiter) throws IOException {
    return ofQuotedCells(in, delimiter, LONGEST);
  }

  static RecordReader ofQuotedCells(InputStream in, char delimiter, int longest)
      throws IOException {
    return new RecordReader(in, delimiter, true, longest);
  }

  /** Goes to the next record that is not blank; false at the end. */
  boolean next() throws IOException {
    boolean more;
    do {
      firstLine = line;
      more = read();
    } while (more && record.isEmpty() && !tooLong);
    return more;
  }

  /**
   * The record, without its line end.
   *
   * @throws BadRowException if it is too long or not UTF-8
   */
  String record() throws BadRowException {
    if (tooLong) {
      throw new BadRowException(
          "is longer than %,d characters%s."
              .formatted(longest, quotes ? "; perhaps a quote is not closed" : ""));
    }
    String text = record.toString();
    if (isMalformed(text)) {
      throw new BadRowException("is not UTF-8. Convert the table, for instance with iconv.");
    }
    return text;
  }

  private static boolean isMalformed(String text) {
    for (int i = text.indexOf(MALFORMED); i >= 0; i = text.indexOf(MALFORMED, i + 1)) {
      if (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1))) {
        return true;
      }
    }
    return false;
  }

  /** The line, counted from 1, on which the record begins. */
  long firstLine() {
    return firstLine;
  }

  /**
   * Whether the table has no line feed but at its end, and the record at hand, which is all of it,
   * has carriage returns where lines may end.
   */
  boolean hasOnlyReturns() {
    return onlyReturns;
  }

  private boolean isAtEnd() throws IOException {
    in.mark(1);
    boolean end = in.read() == END;
    in.reset();
    return end;
  }

  private boolean read() throws IOException {
    record.setLength(0);
    tooLong = false;
    boolean isFirst = line == 1;
    boolean returned = false;
    boolean loneReturn = false;
    Place place = Place.CELL_START;
    int c = in.read();
    if (c == END) {
      return false;
    }
    while (c != END && (c != '\n' || (place == Place.QUOTED && !tooLong))) {
      line += c == '\n' ? 1 : 0;
      loneReturn |= returned && c != '\n';
      returned = c == '\r' && place != Place.QUOTED;
      if (record.length() < longest) {
        record.append((char) c);
      } else if (c != '\r') {
        // A quote that is never closed would take all that follows: go on with the next line.
        tooLong = true;
      }
      if (quotes) {
        place = after(place, c);
      }
      c = in.read();
    }
    onlyReturns = isFirst && line == 1 && loneReturn && (c == END || isAtEnd());
    line++;
    int last = record.length() - 1;
    if (last >= 0 && record.charAt(last) == '\r') {
      record.setLength(last);
    }
    return true;
  }

  private Place after(Place place, int c) {
    return switch (place) {
      case QUOTED -> c == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
      case AFTER_QUOTE -> c == '"' ? Place.QUOTED : c == delimiter ? Place.CELL_START : Place.PLAIN;
      case CELL_START -> c == '"' ? Place.QUOTED : c == delimiter ? Place.CELL_START : Place.PLAIN;
      case PLAIN -> c == delimiter ? Place.CELL_START : Place.PLAIN;
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
