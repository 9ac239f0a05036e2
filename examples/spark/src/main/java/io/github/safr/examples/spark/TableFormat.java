package io.github.safr.examples.spark;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a table is stored. */
enum TableFormat {
  PARQUET("(.*\\.)?parquet"),
  JSONL(".*\\.(jsonl|ndjson|json)(\\.(gz|bz2|zst|lz4|snappy|deflate))?");

  private final Pattern names;

  TableFormat(String names) {
    this.names = Pattern.compile(names);
  }

  /** The format that the name of a file, a folder or a pattern tells. */
  static Optional<TableFormat> ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (TableFormat format : values()) {
      if (format.names.matcher(lower).matches()) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
