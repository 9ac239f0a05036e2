package io.github.safr.io;

import java.nio.file.Path;

/**
 * A file of documents that was found, before anybody has tried to read it.
 *
 * @param path the file
 * @param name its path below the directory that it was found in, or its file name; separated by
 *     {@code /} on every platform, and different from the name of every other file of the source
 * @param root the input that it was found in: a directory, or the file itself
 */
public record FoundFile(Path path, String name, DocumentFormat format, Path root) {}
