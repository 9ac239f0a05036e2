package io.github.safr.io.table;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a table the documents are.
 *
 * @param text the column of the texts: its name or, counted from 1, its number
 * @param id the column of the rows' ids, likewise; null if rows are known by their numbers
 * @param header whether the first row of a TSV or CSV file names the columns
 */
public record TableColumns(String text, @Nullable String id, boolean header) {

  /** The column of the texts, if nobody says otherwise. */
  public static final String DEFAULT_TEXT = "text";

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,5}");

  /** Whether a column is given by its number, from 1 to 999,999. */
  public static boolean isNumber(String column) {
    return NUMBER.matcher(column).matches();
  }
}
