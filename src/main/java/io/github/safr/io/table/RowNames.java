package io.github.safr.io.table;

import io.github.safr.io.DocumentFormat;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of the rows of a table: {@code reviews.tsv/000012/reviews-0012345} for row 12,345 of {@code
 * reviews.tsv}, or {@code reviews.tsv/000012/0012345-A7} if its id is {@code A7}. The number is
 * always part of it, and first where rows have ids, so that names are distinct whatever the ids
 * are, and nothing needs to be remembered; a thousand rows share a folder.
 */
final class RowNames {

  private static final int ROWS_A_FOLDER = 1_000;

  /** Of an id in a name, in UTF-8: file systems allow names of 255 bytes. */
  private static final int MOST_BYTES = 120;

  private final String table;
  private final String beginning;

  /**
   * Names for the rows of a table.
   *
   * @param table the name of the table's file
   * @param haveIds whether its rows have ids, though perhaps not all
   */
  RowNames(String table, boolean haveIds) {
    this.table = table;
    String file = DocumentFormat.withoutCompression(table.substring(table.lastIndexOf('/') + 1));
    int dot = file.lastIndexOf('.');
    this.beginning = haveIds ? "" : safe(dot > 0 ? file.substring(0, dot) : file) + "-";
  }

  /**
   * The name of a row.
   *
   * @param number counted from 1
   * @param id whatever the table says; null or empty for none
   */
  String name(long number, @Nullable String id) {
    String digits = String.format(Locale.ROOT, "%07d", number);
    String name = beginning + digits + (id == null || id.isEmpty() ? "" : "-" + safe(id));
    return String.format(Locale.ROOT, "%s/%06d/%s", table, number / ROWS_A_FOLDER, name);
  }

  /** The text with letters, digits and {@code . _ -} only, others an underscore, and not long. */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    int bytes = 0;
    int[] characters =
        Normalizer.normalize(
                text.substring(0, Math.min(text.length(), 4 * MOST_BYTES)), Normalizer.Form.NFC)
            .codePoints()
            .toArray();
    for (int c : characters) {
      String kept = isSafe(c) ? Character.toString(c) : "_";
      bytes += kept.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_BYTES) {
        break;
      }
      safe.append(kept);
    }
    return safe.toString();
  }

  private static boolean isSafe(int c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
  }
}
