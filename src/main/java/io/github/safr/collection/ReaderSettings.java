package io.github.safr.collection;

import io.github.safr.io.CasFormat;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentFormat;
import io.github.safr.io.DocumentSource;
import io.github.safr.io.table.DocumentCollection;
import io.github.safr.io.table.TableColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reader was told to read.
 *
 * @param inputs files, folders, patterns
 * @param format what the files hold; null to go by their extensions
 * @param columns where in tables the documents are
 */
record ReaderSettings(List<String> inputs, @Nullable DocumentFormat format, TableColumns columns) {

  /**
   * Checks values as a descriptor has them, null where it has none.
   *
   * @throws IllegalArgumentException if they make no sense
   */
  static ReaderSettings of(
      String @Nullable [] inputs,
      @Nullable String format,
      @Nullable String textColumn,
      @Nullable String idColumn,
      @Nullable Boolean header) {
    if (inputs == null || inputs.length == 0) {
      throw new IllegalArgumentException(
          "Parameter '%s' is not set. Name files, folders or patterns."
              .formatted(DocumentsReader.PARAM_INPUT));
    }
    TableColumns columns =
        new TableColumns(
            textColumn == null ? TableColumns.DEFAULT_TEXT : textColumn,
            idColumn,
            header == null || header);
    DocumentFormat known = format(format);
    if (!columns.header() && known != DocumentFormat.JSONL && !areNumbers(columns)) {
      throw new IllegalArgumentException(
          "Without a header columns have no names: give their numbers in '%s' and '%s'."
              .formatted(DocumentsReader.PARAM_TEXT_COLUMN, DocumentsReader.PARAM_ID_COLUMN));
    }
    return new ReaderSettings(List.of(inputs), known, columns);
  }

  private static @Nullable DocumentFormat format(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    return Arrays.stream(DocumentFormat.values())
        .filter(format -> format.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Parameter '%s': '%s' is none of %s."
                        .formatted(
                            DocumentsReader.PARAM_FORMAT,
                            name,
                            Arrays.stream(DocumentFormat.values())
                                .map(DocumentFormat::toString)
                                .collect(Collectors.joining(", ")))));
  }

  private static boolean areNumbers(TableColumns columns) {
    return TableColumns.isNumber(columns.text())
        && (columns.id() == null || TableColumns.isNumber(columns.id()));
  }

  /**
   * The documents, none of them opened yet.
   *
   * @throws DocumentException if an input does not exist, or fits no file
   */
  DocumentCollection documents() throws DocumentException {
    return new DocumentCollection(
        DocumentSource.of(inputs, format), columns, CasFormat.XMI.characters());
  }
}
