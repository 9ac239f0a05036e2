package io.github.safr.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of documents that was found, before anybody has tried to read it.
 *
 * @param path the file
 * @param name its path below the directory that it was found in, or its file name; separated by
 *     {@code /} on every platform, and different from the name of every other file of the source
 * @param root the input that it was found in: a directory, or the file itself
 * @param leadsOutside whether it is a link, of a file or a directory, that leads out of the
 *     directory that it was found in; what lies there was not asked for, and must not be read
 */
public record FoundFile(
    Path path, String name, DocumentFormat format, Path root, boolean leadsOutside) {

  /** What takes its place if it must not be read. */
  public Optional<Document> refused() {
    if (!leadsOutside) {
      return Optional.empty();
    }
    DocumentException cause =
        new DocumentException(
            "'%s' is a link that leads out of '%s', and is not followed. Name what it leads to as an input."
                .formatted(path, root));
    boolean standsForMore = format.isTable() || Files.isDirectory(path);
    return Optional.of(new UnreadableDocument(name, cause, standsForMore));
  }
}
