package io.github.safr.io;

import java.io.IOException;
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
    try {
      checkInside();
      return Optional.empty();
    } catch (DocumentException cause) {
      boolean standsForMore = format.isTable() || Files.isDirectory(path);
      return Optional.of(new UnreadableDocument(name, cause, standsForMore));
    }
  }

  /**
   * Looks whether it is still where it was found: somebody may have put a link in its place, or in
   * that of a folder above it.
   *
   * @throws DocumentException if it must not be read
   */
  void checkInside() throws DocumentException {
    if (leadsOutside || leadsOutsideNow()) {
      throw new DocumentException(
          "'%s' is, or lies behind, a link that leads out of '%s', and is not followed. Name what it leads to as an input."
              .formatted(path, root));
    }
  }

  private boolean leadsOutsideNow() {
    if (path.equals(root)) {
      return false;
    }
    try {
      return !path.toRealPath().startsWith(root.toRealPath());
    } catch (IOException e) {
      // Who reads it tells what is wrong with it.
      return false;
    }
  }

  /** The document, which fails if a link leads elsewhere before it is read, or when it was. */
  public Document guarding(Document document) {
    return path.equals(root) ? document : new GuardedDocument(this, document);
  }
}
