package io.github.safr.training;

/**
 * A file of labelled text that a model was made with.
 *
 * @param role {@code train} or {@code dev}
 * @param file its name, without its folder
 * @param examples number of texts in it
 * @param sha256 checksum of the file, hexadecimal
 */
public record DataSource(String role, String file, int examples, String sha256) {}
