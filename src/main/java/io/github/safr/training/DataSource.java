package io.github.safr.training;

import io.github.safr.model.Checksums;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of labelled text that a model was made with.
 *
 * @param role {@code train}, {@code dev} or {@link #ATTRIBUTION}
 * @param file its name, without its folder
 * @param examples number of texts in it
 * @param sha256 checksum of the file, hexadecimal
 */
public record DataSource(String role, String file, int examples, String sha256) {

  /** Role of texts that only taught a model what tokens contribute. */
  static final String ATTRIBUTION = "attribution";

  /** A file, by its content. */
  static DataSource of(String role, Path file, int examples) throws IOException {
    return new DataSource(role, file.getFileName().toString(), examples, Checksums.sha256(file));
  }
}
