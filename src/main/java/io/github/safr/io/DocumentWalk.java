package io.github.safr.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/** One pass over the documents of a {@link DocumentSource}, depth first. */
final class DocumentWalk implements Iterator<DocumentFile> {

  /** A directory whose entries are being delivered. */
  private record OpenDirectory(Path realPath, Iterator<Path> entries) {}

  private final Iterator<Path> inputs;
  private final DocumentNames names = new DocumentNames();
  private final Deque<OpenDirectory> open = new ArrayDeque<>();
  private Path root;
  private DocumentFile next;

  DocumentWalk(Iterator<Path> inputs) {
    this.inputs = inputs;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      if (open.isEmpty()) {
        if (!inputs.hasNext()) {
          return false;
        }
        root = inputs.next();
        visit(root);
      } else if (open.peek().entries().hasNext()) {
        Path entry = open.peek().entries().next();
        if (Files.isDirectory(entry) || isText(entry)) {
          visit(entry);
        }
      } else {
        open.pop();
      }
    }
    return true;
  }

  @Override
  public DocumentFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    DocumentFile document = next;
    next = null;
    return document;
  }

  private void visit(Path path) {
    if (!Files.isDirectory(path)) {
      deliver(path);
      return;
    }
    try {
      Path realPath = path.toRealPath();
      if (open.stream().noneMatch(directory -> directory.realPath().equals(realPath))) {
        open.push(new OpenDirectory(realPath, entries(path)));
      }
    } catch (IOException e) {
      deliver(path);
    }
  }

  private void deliver(Path path) {
    Path relative = path.equals(root) ? root.toAbsolutePath().getFileName() : root.relativize(path);
    String name = String.valueOf(relative).replace(path.getFileSystem().getSeparator(), "/");
    next = new DocumentFile(path, names.distinct(name));
  }

  private static Iterator<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.comparing(path -> path.getFileName().toString()));
    return entries.iterator();
  }

  private static boolean isText(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".txt");
  }
}
