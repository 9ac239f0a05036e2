package io.github.safr.io;

import java.nio.file.Path;

/**
 * Where a document is, before anybody has tried to read it.
 *
 * @param path the file
 * @param name its path below the directory that it was found in, or its file name; separated by
 *     {@code /} on every platform, and different from the name of every other document of the
 *     source
 */
public record DocumentFile(Path path, String name) {}
