package io.github.safr.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of documents that some inputs stand for. A named file is one whatever it is called, and
 * so is every file that fits a pattern; in a directory and all below it, files whose names end as
 * those of the wanted format do ({@code .txt} if none is asked for). Directories are read in the
 * order of their entries' names, so that every run sees the same order; the files themselves are
 * not opened.
 *
 * <p>A directory that cannot be listed is delivered like a file, so that the one who tries to read
 * it reports it like any other that cannot be read. Links are followed as long as they stay in the
 * input that they are found in; one that leads out of it is delivered, marked, and must not be
 * read. A link back to a directory that it lies in is passed over, and so are the folders of
 * journals.
 *
 * <p>While it is read, the names of the entries of one directory and of those that lead to it are
 * in memory, about 50 bytes and its name each, and of all documents a hash of the name.
 */
public final class DocumentSource implements Iterable<FoundFile> {

  private final List<InputRoot> roots;
  private final @Nullable DocumentFormat format;
  private final @Nullable Path passedOver;
  private final CasFormat output;

  private DocumentSource(
      List<InputRoot> roots,
      @Nullable DocumentFormat format,
      @Nullable Path passedOver,
      CasFormat output) {
    this.roots = roots;
    this.format = format;
    this.passedOver = passedOver;
    this.output = output;
  }

  /**
   * The files of these inputs, in this order.
   *
   * @param inputs files, directories, or patterns ({@code *}, {@code ?}, {@code **}, {@code [ab]},
   *     {@code {a,b}})
   * @param format what all the files hold; null to go by their extensions
   * @throws DocumentException if one of the inputs does not exist, or fits no file
   */
  public static DocumentSource of(Collection<String> inputs, @Nullable DocumentFormat format)
      throws DocumentException {
    List<InputRoot> roots = new ArrayList<>();
    for (String input : inputs) {
      InputRoot root = InputRoot.of(input);
      if (root.pattern() != null && !DocumentWalk.over(List.of(root), format, null).hasNext()) {
        throw new DocumentException("Input '" + input + "' fits no file. Check the pattern.");
      }
      roots.add(root);
    }
    return new DocumentSource(roots, format, null, CasFormat.XMI);
  }

  /** The same files, named so that their output in this format has distinct names. */
  public DocumentSource writtenAs(CasFormat format) {
    return new DocumentSource(roots, this.format, passedOver, format);
  }

  /**
   * The same files, but none of the output of the run that reads them. Of a directory, files of
   * other formats than ours are read even if it is the output folder.
   *
   * @param output an existing folder
   * @throws DocumentException if files that could be output are to be read from this very folder
   */
  public DocumentSource apartFrom(Path output) throws DocumentException {
    try {
      Path real = output.toRealPath();
      for (InputRoot root : roots) {
        if (root.mayHoldOutput(format) && root.path().toRealPath().startsWith(real)) {
          throw new DocumentException(
              "Input '%s' lies in the output folder, where it could be replaced. Choose another."
                  .formatted(root.text()));
        }
      }
      return new DocumentSource(roots, format, real, this.output);
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      throw new DocumentException(
          "'%s' and the inputs cannot be told apart (%s). Check their permissions."
              .formatted(output, e.getMessage()),
          e);
    }
  }

  /** Whether annotated documents may be among the files; if not, nobody needs to look for types. */
  public boolean mayHoldAnnotated() {
    return roots.stream().anyMatch(root -> root.mayHoldAnnotated(format));
  }

  /** Starts at the first file again. */
  @Override
  public Iterator<FoundFile> iterator() {
    return DocumentWalk.named(roots, format, passedOver, output);
  }

  /** The same files, but with names that may not be distinct; costs less memory. */
  public Iterable<FoundFile> unnamed() {
    return () -> DocumentWalk.over(roots, format, passedOver);
  }
}
