package io.github.safr.training;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a directory for one training, until it is closed or the process ends. */
final class OutputLock implements Closeable {

  private static final String NAME = "training.lock";

  private final Path file;
  private final FileChannel channel;

  private OutputLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a directory that exists.
   *
   * @throws IOException if another training has it, or the lock cannot be written
   */
  static OutputLock take(Path output) throws IOException {
    Path file = output.resolve(NAME);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      // Whoever ends removes the file: a lock on one that is gone keeps nobody out.
      taken = lock(channel) && Files.exists(file);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    if (!taken) {
      throw new IOException(
          "Another training writes into '"
              + output
              + "'. Wait for its end, or choose another directory.");
    }
    return new OutputLock(file, channel);
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
      Files.deleteIfExists(file);
    } finally {
      channel.close();
    }
  }
}
