package io.github.safr.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.TypeSystemUtil;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Writes annotated documents into one folder, {@code <name>.xmi} or {@code <name>.json} for each
 * ({@code <name>} if it ends so already) and {@code TypeSystem.xml} once, so that the folder is all
 * that a reader needs; types that are in it already stay, unless they contradict the new ones. A
 * file appears when it is complete, and replaces an older one of its name. Nothing is ever written
 * outside of the folder. Characters that the format cannot carry are replaced, in the file and not
 * in the CAS. Safe for use by many threads at once.
 */
public final class CasWriter {

  /**
   * A document that was written.
   *
   * @param bytes size of the file
   * @param replacedCharacters how many characters of texts and features the format could not carry
   */
  public record Written(Path file, long bytes, int replacedCharacters) {}

  /** Name of the type system's file. */
  public static final String TYPE_SYSTEM = "TypeSystem.xml";

  /** Folder in an output folder for what is no output; never read as input. */
  public static final String PRIVATE_FOLDER = ".safr";

  /** File in an output folder that lists the documents that failed; never read as input. */
  public static final String ERROR_REPORT = "errors.jsonl";

  /** More than one block of a disk, so that a full one does not take it. */
  private static final int PROBE_BYTES = 1 << 14;

  private final Path folder;
  private final Path parts;
  private final CasFormat format;
  private final boolean forced;
  private boolean typeSystemWritten;

  private CasWriter(Path folder, Path parts, CasFormat format, boolean forced) {
    this.folder = folder;
    this.parts = parts;
    this.format = format;
    this.forced = forced;
  }

  /**
   * A writer into a folder, which is made if need be.
   *
   * @throws DocumentException if the folder cannot be made or written to
   */
  public static CasWriter into(Path folder, CasFormat format) throws DocumentException {
    return into(folder, folder, format);
  }

  /**
   * A writer into a folder.
   *
   * @param parts folder for files that are being written, on the same disk; made if need be
   * @throws DocumentException as {@link #into(Path, CasFormat)}
   */
  public static CasWriter into(Path folder, Path parts, CasFormat format) throws DocumentException {
    try {
      Files.createDirectories(folder);
      Files.createDirectories(parts);
      Path realParts = parts.toRealPath();
      // Permission bits do not tell the whole truth (read-only disks, the superuser): try it.
      Files.deleteIfExists(Files.createTempFile(realParts, ".safr", ".part"));
      return new CasWriter(folder.toRealPath(), realParts, format, false);
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

  /** One that has the disk keep every file before it says that it is written. */
  public CasWriter forced() {
    return new CasWriter(folder, parts, format, true);
  }

  /**
   * Writes one document.
   *
   * @param name path below the folder, separated by {@code /}, as {@link Document#name()}
   * @throws DocumentException if the name leads out of the folder, or this document cannot be
   *     written
   * @throws OutputException if no document can be written any more
   */
  public Written write(CAS cas, String name) throws DocumentException, OutputException {
    writeTypeSystem(cas);
    try {
      Path target = target(name);
      AtomicInteger replaced = new AtomicInteger();
      AtomicFile.write(target, parts, out -> replaced.set(write(cas, out)), forced);
      return new Written(target, Files.size(target), replaced.get());
    } catch (InvalidPathException e) {
      throw new DocumentException(
          "'%s' is no name for a file here (%s). Rename it, or run with a UTF-8 locale."
              .formatted(name, e.getReason()),
          e);
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      IOException trouble = troubleOfFolder(e);
      if (trouble != null) {
        throw new OutputException(cannotWrite(format.fileName(name), trouble), e);
      }
      throw new DocumentException(cannotWrite(format.fileName(name), e), e);
    }
  }

  private String cannotWrite(String file, IOException e) {
    return "'%s' cannot be written into '%s' (%s). Check the folder and the space on its disk."
        .formatted(file, folder, reason(e));
  }

  /** What is wrong with the folder or its disk; null if it is this document alone that fails. */
  private @Nullable IOException troubleOfFolder(IOException failure) {
    IOException disk = AtomicFile.DiskException.causeOf(failure);
    if (disk != null) {
      return disk;
    }
    try {
      // A name may be too long, or that of a folder. If all is well nothing stops another file.
      Path probe = Files.createTempFile(parts, ".safr", ".part");
      try {
        Files.write(probe, new byte[PROBE_BYTES]);
      } finally {
        Files.deleteIfExists(probe);
      }
      return null;
    } catch (IOException e) {
      return failure;
    }
  }

  private int write(CAS cas, OutputStream out) throws IOException {
    if (format == CasFormat.JSON) {
      JsonForm.write(cas, out);
      return 0;
    }
    return XmiForm.write(cas, out, format.characters());
  }

  private synchronized void writeTypeSystem(CAS cas) throws OutputException {
    if (typeSystemWritten) {
      return;
    }
    TypeSystemDescription types =
        withEarlier(TypeSystemUtil.typeSystem2TypeSystemDescription(cas.getTypeSystem()));
    try {
      AtomicFile.write(
          folder.resolve(TYPE_SYSTEM),
          parts,
          out -> {
            try {
              types.toXML(out);
            } catch (SAXException e) {
              throw XmiForm.asIOException(e);
            }
          },
          forced);
    } catch (IOException e) {
      IOException disk = AtomicFile.DiskException.causeOf(e);
      throw new OutputException(cannotWrite(TYPE_SYSTEM, disk == null ? e : disk), e);
    }
    typeSystemWritten = true;
  }

  /**
   * With the types that documents of earlier runs may have, unless they contradict those of now.
   */
  private TypeSystemDescription withEarlier(TypeSystemDescription types) {
    Path file = folder.resolve(TYPE_SYSTEM);
    if (!Files.isRegularFile(file)) {
      return types;
    }
    try {
      TypeSystemDescription all =
          TypeSystems.merged(List.of(types, TypeSystems.read(file, folder)));
      CasCreationUtils.createCas(all, null, null).release();
      // The order is another one once they are merged.
      return features(all) == features(types) && all.getTypes().length == types.getTypes().length
          ? types
          : all;
    } catch (ResourceInitializationException | IOException | RuntimeException e) {
      return types;
    }
  }

  private static long features(TypeSystemDescription types) {
    return Arrays.stream(types.getTypes()).mapToLong(type -> type.getFeatures().length).sum();
  }

  /** The file for a name, with the folders that lead to it made. */
  private Path target(String name) throws IOException {
    Path relative = folder.getFileSystem().getPath(format.fileName(name));
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

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
