package io.github.safr.io.journal;

import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.io.DocumentException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An output folder that one run has for itself. What is no output lies in a folder {@code .safr} in
 * it: the journal, a file that is locked while a run goes on, and files that are being written.
 * Documents that failed are listed beside the others, in {@value CasWriter#ERROR_REPORT}.
 */
public final class RunFolder implements Closeable {

  /**
   * The setting that says how documents are written, as {@link CasFormat} calls it: what their
   * files are called depends on it. XMI if there is none.
   */
  public static final String FORMAT_SETTING = "--output-format";

  /** Lock files of the runs in this JVM, by their keys. */
  private static final Set<Object> TAKEN = ConcurrentHashMap.newKeySet();

  private static final Object NO_KEY = new Object();

  private static final String LOCK = "lock";
  private static final String JOURNAL = "journal.jsonl";
  private static final String PARTS = "parts";

  private final Path output;
  private final Path own;
  private final FileChannel lockFile;
  private final @Nullable Object lockKey;

  private RunFolder(Path output, FileChannel lockFile) throws IOException {
    this.output = output;
    this.own = output.resolve(CasWriter.PRIVATE_FOLDER);
    this.lockFile = lockFile;
    this.lockKey = key(own.resolve(LOCK));
    if (lockKey != null) {
      TAKEN.add(lockKey);
    }
  }

  /**
   * Takes a folder, which is made if need be, and removes files that a killed run was writing.
   *
   * @throws DocumentException if another run has it, or it cannot be written to
   */
  public static synchronized RunFolder take(Path output) throws DocumentException {
    // Says what is wrong with the folder, if something is.
    Path own = output.resolve(CasWriter.PRIVATE_FOLDER);
    refuseLinks(own);
    CasWriter.into(output, own, CasFormat.XMI);
    FileChannel channel = null;
    try {
      Path lockFile = own.resolve(LOCK);
      // Not opened: to close a second channel would give the lock of the first away.
      if (TAKEN.contains(keyOf(lockFile))) {
        throw taken(output);
      }
      channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      if (!lock(channel)) {
        throw taken(output);
      }
      ErrorReport.check(output.resolve(CasWriter.ERROR_REPORT));
      RunFolder folder = new RunFolder(output, channel);
      // Not before it is locked: the run that has it removes it at its end.
      Files.createDirectories(parts(output));
      folder.removeParts();
      return folder;
    } catch (DocumentException e) {
      closeAfter(e, channel);
      throw e;
    } catch (IOException e) {
      closeAfter(e, channel);
      throw cannotKeep(output, e);
    }
  }

  /** What is ours lies in the folder; the folder may be one that others write into. */
  private static void refuseLinks(Path own) throws DocumentException {
    for (Path each : List.of(own, own.resolve(PARTS), own.resolve(LOCK), own.resolve(JOURNAL))) {
      if (Files.isSymbolicLink(each)) {
        throw new DocumentException(
            "'%s' is a link, and may lead out of the output folder. Remove it.".formatted(each));
      }
    }
  }

  private static DocumentException taken(Path output) {
    return new DocumentException(
        "Another run writes into '" + output + "'. Wait for its end, or choose another folder.");
  }

  /** A key that a set can be asked for, also where the file system does not tell files apart. */
  private static Object keyOf(Path file) throws IOException {
    return Objects.requireNonNullElse(key(file), NO_KEY);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Another run in this JVM.
      return false;
    }
  }

  /** Which file is there: null if none, or if the file system does not tell files apart. */
  static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static Path parts(Path output) {
    return output.resolve(CasWriter.PRIVATE_FOLDER).resolve(PARTS);
  }

  /** A writer of documents into the folder. */
  public CasWriter writer(CasFormat format) throws DocumentException {
    return CasWriter.into(output, parts(output), format);
  }

  /**
   * What the run before left, if there was one.
   *
   * @throws DocumentException if its journal cannot be read
   */
  public Optional<PastRun> past() throws DocumentException {
    Path journal = own.resolve(JOURNAL);
    return Files.exists(journal) ? Optional.of(PastRun.read(journal, output)) : Optional.empty();
  }

  /**
   * Starts a journal; that of the run before is gone.
   *
   * @param settings what must be the same to go on later
   */
  public RunJournal begin(Map<String, String> settings) throws DocumentException {
    return RunJournal.begin(output, own.resolve(JOURNAL), parts(output), settings);
  }

  /** Goes on with the journal of an unfinished run, or of a finished one with failures. */
  public RunJournal resume(PastRun past) throws DocumentException {
    return RunJournal.resume(output, own.resolve(JOURNAL), parts(output), past);
  }

  private void removeParts() throws IOException {
    // The other folder may have the file with which it was tried whether it can be written to.
    for (Path folder : List.of(parts(output), own)) {
      try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
        for (Path part : parts) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  static DocumentException cannotKeep(Path output, IOException e) {
    return new DocumentException(
        "The journal in '%s' cannot be kept (%s). Check the folder and the space on its disk."
            .formatted(output, e.getMessage()),
        e);
  }

  private static void closeAfter(IOException failure, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Lets other runs have the folder. */
  @Override
  public void close() throws IOException {
    // The lock's file stays: to delete it could take away the lock of the run that comes next.
    try {
      // If somebody removed the lock, another run may use the folder for parts.
      if (Objects.equals(lockKey, key(own.resolve(LOCK)))) {
        Files.deleteIfExists(parts(output));
      }
    } catch (DirectoryNotEmptyException e) {
      // Whatever it is, it is not ours.
      return;
    } finally {
      if (lockKey != null) {
        TAKEN.remove(lockKey);
      }
      lockFile.close();
    }
  }
}
