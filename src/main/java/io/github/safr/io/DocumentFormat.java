package io.github.safr.io;

import java.util.List;
import java.util.Locale;

/** What a file of documents holds; each may also be compressed with gzip and end in {@code .gz}. */
public enum DocumentFormat {
  /** Plain text: the file is one document. */
  TEXT(".txt"),
  /** A table whose cells are separated by tabs and never quoted: a line is a document. */
  TSV(".tsv"),
  /** A table whose cells are separated by commas, quoted as in RFC 4180: a row is a document. */
  CSV(".csv"),
  /** JSON objects, one a line: each is a document. */
  JSONL(".jsonl", ".ndjson"),
  /** An annotated document of UIMA. */
  XMI(".xmi"),
  /** An annotated document of UIMA, with its types. */
  JSON(".json");

  private static final String COMPRESSED = ".gz";

  private final List<String> extensions;

  DocumentFormat(String... extensions) {
    this.extensions = List.of(extensions);
  }

  /** Whether a file holds many documents. */
  public boolean isTable() {
    return this == TSV || this == CSV || this == JSONL;
  }

  /** Whether a file is a document with annotations of its own. */
  public boolean isAnnotated() {
    return this == XMI || this == JSON;
  }

  /** Whether a file is called as those of this format are. */
  boolean fits(String fileName) {
    String name = withoutCompression(fileName).toLowerCase(Locale.ROOT);
    return extensions.stream().anyMatch(name::endsWith);
  }

  /** The format of a file, by its extension; plain text if the extension says nothing. */
  static DocumentFormat of(String fileName) {
    for (DocumentFormat format : values()) {
      if (format.fits(fileName)) {
        return format;
      }
    }
    return TEXT;
  }

  static boolean isCompressed(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(COMPRESSED);
  }

  /** A name or path without its {@code .gz}. */
  public static String withoutCompression(String fileName) {
    return isCompressed(fileName)
        ? fileName.substring(0, fileName.length() - COMPRESSED.length())
        : fileName;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
