package io.github.safr.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.TypeSystemUtil;
import org.xml.sax.SAXException;

/**
 * Writes annotated documents as XMI into one folder, {@code <name>.xmi} for each ({@code <name>} if
 * it ends so already) and {@code TypeSystem.xml} once, so that the folder is all that a reader
 * needs. A file appears when it is complete, and replaces an older one of its name. Nothing is ever
 * written outside of the folder. Safe for use by many threads at once.
 */
public final class XmiWriter {

  /** Name of the type system's file. */
  public static final String TYPE_SYSTEM = "TypeSystem.xml";

  /** Ends the names of all files written but that one. */
  static final String EXTENSION = ".xmi";

  /** Folder in an output folder for what is no output; never read as input. */
  public static final String PRIVATE_FOLDER = ".safr";

  private final Path folder;
  private final Path parts;
  private boolean typeSystemWritten;

  private XmiWriter(Path folder, Path parts) {
    this.folder = folder;
    this.parts = parts;
  }

  /**
   * A writer into a folder, which is made if need be.
   *
   * @throws DocumentException if the folder cannot be made or written to
   */
  public static XmiWriter into(Path folder) throws DocumentException {
    return into(folder, folder);
  }

  /**
   * A writer into a folder.
   *
   * @param parts folder for files that are being written, on the same disk; made if need be
   * @throws DocumentException as {@link #into(Path)}
   */
  public static XmiWriter into(Path folder, Path parts) throws DocumentException {
    try {
      Files.createDirectories(folder);
      Files.createDirectories(parts);
      Path realParts = parts.toRealPath();
      // Permission bits do not tell the whole truth (read-only disks, the superuser): try it.
      Files.deleteIfExists(Files.createTempFile(realParts, ".safr", ".part"));
      return new XmiWriter(folder.toRealPath(), realParts);
    } catch (FileAlreadyExistsException e) {
      throw new DocumentException(
          "Output '%s' cannot be a folder: '%s' is a file. Choose another folder."
              .formatted(folder, e.getFile()),
          e);
    } catch (IOException e) {
      throw new DocumentException(
          "Output folder '%s' cannot be written to (%s). Choose another, or change its permissions."
              .formatted(folder, reason(e)),
          e);
    }
  }

  /**
   * Writes one document.
   *
   * @param name path below the folder, separated by {@code /}, as {@link Document#name()}
   * @return the file written
   * @throws DocumentException if the name leads out of the folder or the file cannot be written
   */
  public Path write(CAS cas, String name) throws DocumentException {
    writeTypeSystem(cas);
    try {
      Path target = target(name);
      AtomicFile.write(
          target,
          parts,
          out -> {
            try {
              XmiCasSerializer.serialize(cas, out);
            } catch (SAXException e) {
              throw asIOException(e);
            }
          });
      return target;
    } catch (InvalidPathException e) {
      throw new DocumentException(
          "'%s' is no name for a file here (%s). Rename it, or run with a UTF-8 locale."
              .formatted(name, e.getReason()),
          e);
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      throw new DocumentException(
          "'%s' cannot be written into '%s' (%s). Check the folder and the space on its disk."
              .formatted(fileName(name), folder, reason(e)),
          e);
    }
  }

  private synchronized void writeTypeSystem(CAS cas) throws DocumentException {
    if (typeSystemWritten) {
      return;
    }
    TypeSystemDescription types =
        TypeSystemUtil.typeSystem2TypeSystemDescription(cas.getTypeSystem());
    try {
      AtomicFile.write(
          folder.resolve(TYPE_SYSTEM),
          parts,
          out -> {
            try {
              types.toXML(out);
            } catch (SAXException e) {
              throw asIOException(e);
            }
          });
    } catch (IOException e) {
      throw new DocumentException(
          "'%s' cannot be written into '%s' (%s). Check the folder and the space on its disk."
              .formatted(TYPE_SYSTEM, folder, reason(e)),
          e);
    }
    typeSystemWritten = true;
  }

  /** The path of a document's file below the folder, separated by {@code /}. */
  public static String fileName(String name) {
    return name.endsWith(EXTENSION) ? name : name + EXTENSION;
  }

  /** The file for a name, with the folders that lead to it made. */
  private Path target(String name) throws IOException {
    Path relative = folder.getFileSystem().getPath(fileName(name));
    if (relative.isAbsolute()
        || !relative.equals(relative.normalize())
        || relative.startsWith("..")) {
      throw new DocumentException(
          "'%s' leads out of the output folder '%s'. Name the document by a path below it."
              .formatted(name, folder));
    }
    Path parent = folder;
    for (int i = 0; i < relative.getNameCount() - 1; i++) {
      parent = parent.resolve(relative.getName(i));
      if (Files.isSymbolicLink(parent)) {
        throw new DocumentException(
            "'%s' is a link in the output folder, and may lead out of it. Remove it."
                .formatted(parent));
      }
      Files.createDirectories(parent);
    }
    return folder.resolve(relative);
  }

  /** A full disk comes wrapped as a mistake in the XML: unwraps it. */
  private static IOException asIOException(SAXException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException inner) {
        return inner;
      }
    }
    // The message of UIMA quotes the text.
    return new IOException("not expressible as XMI", e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
