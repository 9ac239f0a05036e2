package io.github.safr.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One pass over the files of a {@link DocumentSource}, depth first. */
final class DocumentWalk extends LookAhead<FoundFile> {

  /** A directory whose entries are being delivered, by their names alone. */
  private record OpenDirectory(Path path, Path realPath, Iterator<Path> entries) {}

  private final Iterator<InputRoot> roots;
  private final @Nullable DocumentFormat wanted;
  private final @Nullable Path passedOver;
  private final @Nullable DocumentNames names;
  private final Deque<OpenDirectory> open = new ArrayDeque<>();
  private @Nullable InputRoot root;
  private @Nullable Path realRoot;
  private @Nullable FoundFile found;

  private DocumentWalk(
      List<InputRoot> roots,
      @Nullable DocumentFormat wanted,
      @Nullable Path passedOver,
      @Nullable DocumentNames names) {
    this.roots = roots.iterator();
    this.wanted = wanted;
    this.passedOver = passedOver;
    this.names = names;
  }

  /**
   * A pass in which names that would share a file of output are numbered.
   *
   * @param wanted what the files hold; null to go by their extensions
   * @param passedOver real path of a directory that is not read; null for none
   */
  static DocumentWalk named(
      List<InputRoot> roots,
      @Nullable DocumentFormat wanted,
      @Nullable Path passedOver,
      CasFormat output) {
    return new DocumentWalk(roots, wanted, passedOver, new DocumentNames(output));
  }

  /** The same, but names may be equal. */
  static DocumentWalk over(
      List<InputRoot> roots, @Nullable DocumentFormat wanted, @Nullable Path passedOver) {
    return new DocumentWalk(roots, wanted, passedOver, null);
  }

  @Override
  protected @Nullable FoundFile find() {
    found = null;
    while (found == null) {
      if (!open.isEmpty() && open.peek().entries().hasNext()) {
        OpenDirectory directory = open.peek();
        Path entry = directory.path().resolve(directory.entries().next());
        if (isWanted(entry)) {
          visit(entry);
        }
      } else if (!open.isEmpty()) {
        open.pop();
      } else if (roots.hasNext()) {
        root = roots.next();
        realRoot = null;
        visit(root.path());
      } else {
        return null;
      }
    }
    return found;
  }

  /** That of the file or directory at hand. */
  private InputRoot root() {
    return Objects.requireNonNull(root, "nothing was visited yet");
  }

  private boolean isWanted(Path entry) {
    if (Files.isDirectory(entry)) {
      return !entry.endsWith(CasWriter.PRIVATE_FOLDER) && root().leadsTo(entry);
    }
    return root().pattern() == null
        ? (wanted == null ? DocumentFormat.TEXT : wanted).fits(entry.getFileName().toString())
        : root().matches(entry);
  }

  private void visit(Path path) {
    if (leadsOutside(path)) {
      if (!isLinkToPassedOver(path)) {
        deliver(path, true);
      }
      return;
    }
    if (!Files.isDirectory(path)) {
      if (!isLinkToPassedOver(path) && !isErrorReport(path)) {
        deliver(path, false);
      }
      return;
    }
    try {
      Path realPath = path.toRealPath();
      if (!isPassedOver(realPath)
          && open.stream().noneMatch(directory -> directory.realPath().equals(realPath))) {
        open.push(new OpenDirectory(path, realPath, entries(path)));
      }
    } catch (IOException e) {
      deliver(path, false);
    }
  }

  /** Links within the input are followed; it need not be ours, and what lies elsewhere is not. */
  private boolean leadsOutside(Path path) {
    Path top = root().path();
    if (path.equals(top) || !Files.isSymbolicLink(path)) {
      return false;
    }
    try {
      if (realRoot == null) {
        realRoot = top.toRealPath();
      }
      return !path.toRealPath().startsWith(realRoot);
    } catch (IOException e) {
      // Who reads it tells what is wrong with it.
      return false;
    }
  }

  /**
   * Of the run that reads; a folder of input may have a file of that name for all that is known.
   */
  private boolean isErrorReport(Path file) {
    try {
      return passedOver != null
          && file.endsWith(CasWriter.ERROR_REPORT)
          && passedOver.equals(file.toAbsolutePath().resolveSibling("").toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isLinkToPassedOver(Path file) {
    try {
      return mayMeetOutput() && Files.isSymbolicLink(file) && isPassedOver(file.toRealPath());
    } catch (IOException e) {
      // Who reads it tells what is wrong with it.
      return false;
    }
  }

  private boolean isPassedOver(Path realPath) {
    return mayMeetOutput() && realPath.startsWith(passedOver);
  }

  private boolean mayMeetOutput() {
    return passedOver != null && root().mayHoldOutput(wanted);
  }

  private void deliver(Path path, boolean leadsOutside) {
    InputRoot root = root();
    boolean isRoot = path.equals(root.path());
    Path relative = isRoot ? path.toAbsolutePath().getFileName() : root.path().relativize(path);
    String name = String.valueOf(relative).replace(path.getFileSystem().getSeparator(), "/");
    DocumentFormat format = wanted == null ? DocumentFormat.of(name) : wanted;
    if (format.isAnnotated()) {
      name = DocumentFormat.withoutCompression(name);
    }
    found = new FoundFile(path, distinct(name, format), format, root.path(), leadsOutside);
  }

  private String distinct(String name, DocumentFormat format) {
    if (names == null) {
      return name;
    }
    return format.isTable() ? names.distinctTable(name) : names.distinct(name);
  }

  private static Iterator<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entry -> entries.add(entry.getFileName()));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(null);
    return entries.iterator();
  }
}
