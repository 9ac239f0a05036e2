package io.github.safr.training;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a directory for one training, until it is closed or the process ends. */
final class OutputLock implements Closeable {

  /** Lock files of the trainings in this JVM, by their keys. */
  private static final Set<Object> TAKEN = ConcurrentHashMap.newKeySet();

  private static final String NAME = "training.lock";

  private final Path file;
  private final FileChannel channel;
  private final @Nullable Object key;

  private OutputLock(Path file, FileChannel channel, @Nullable Object key) {
    this.file = file;
    this.channel = channel;
    this.key = key;
    if (key != null) {
      TAKEN.add(key);
    }
  }

  /**
   * Takes a directory that exists.
   *
   * @throws IOException if another training has it, or the lock cannot be written
   */
  static synchronized OutputLock take(Path output) throws IOException {
    Path file = output.resolve(NAME);
    Object before = key(file);
    // Not opened: to close a second channel would give the lock of the first away.
    if (before != null && TAKEN.contains(before)) {
      throw taken(output);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Object key = key(file);
    boolean taken = false;
    try {
      // Whoever ends removes the file: a lock on one that is gone keeps nobody out.
      taken = lock(channel) && isThere(file, key);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    if (!taken) {
      throw taken(output);
    }
    return new OutputLock(file, channel, key);
  }

  private static IOException taken(Path output) {
    return new IOException(
        "Another training writes into '"
            + output
            + "'. Wait for its end, or choose another directory.");
  }

  /** Which file is there: null if none, or if the file system does not tell files apart. */
  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean isThere(Path file, @Nullable Object key) throws IOException {
    return Files.exists(file) && Objects.equals(key, key(file));
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another training in this JVM.
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      // If somebody removed it, another training may have one of its own there.
      if (isThere(file, key)) {
        Files.delete(file);
      }
    } finally {
      if (key != null) {
        TAKEN.remove(key);
      }
      channel.close();
    }
  }
}
