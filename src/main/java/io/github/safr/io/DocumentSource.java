package io.github.safr.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * The documents of some files and directories. A named file is a document whatever it is called; in
 * a directory and all below it, files that end in {@code .txt} are. Directories are read in the
 * order of their entries' names, so that every run sees the same order; the files themselves are
 * not opened, and their texts never held.
 *
 * <p>A directory that cannot be listed is delivered like a document, so that the one who tries to
 * read it reports it like any other that cannot be read. Links are followed; a link back to a
 * directory that it lies in is passed over.
 */
public final class DocumentSource implements Iterable<DocumentFile> {

  private final List<Path> inputs;

  private DocumentSource(List<Path> inputs) {
    this.inputs = inputs;
  }

  /**
   * The documents of these files and directories, in this order.
   *
   * @throws DocumentException if one of them does not exist
   */
  public static DocumentSource of(Collection<Path> inputs) throws DocumentException {
    for (Path input : inputs) {
      if (Files.notExists(input)) {
        throw new DocumentException("Input '" + input + "' does not exist. Check the path.");
      }
    }
    return new DocumentSource(new ArrayList<>(inputs));
  }

  /** Starts at the first document again. */
  @Override
  public Iterator<DocumentFile> iterator() {
    return new DocumentWalk(inputs.iterator());
  }

  /** Counts the documents; lists every directory to do so. */
  public long count() {
    long count = 0;
    for (Iterator<DocumentFile> walk = iterator(); walk.hasNext(); walk.next()) {
      count++;
    }
    return count;
  }
}
