package io.github.safr.io;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file so that others see the old one or the whole new one and never a part: into a
 * temporary file, which then takes its place.
 */
public final class AtomicFile {

  /** What goes into the file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** The disk did not take the bytes; the content is not at fault. */
  static final class DiskException extends IOException {

    private static final long serialVersionUID = 1L;

    DiskException(IOException cause) {
      super(cause.getMessage(), cause);
    }

    /** What the disk said, if it is what made something fail; null if it is not. */
    static @Nullable IOException causeOf(Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof DiskException) {
          return (IOException) cause.getCause();
        }
      }
      return null;
    }
  }

  /** Tells trouble with the disk from trouble of who writes. */
  private static final class Disk extends FilterOutputStream {

    Disk(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        out.write(bytes, from, count);
      } catch (IOException e) {
        throw new DiskException(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw new DiskException(e);
      }
    }
  }

  private static final boolean IS_WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  private AtomicFile() {}

  /** The folder that a file is in; that of a root is the root itself. */
  public static Path folderOf(Path file) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    return folder == null ? absolute : folder;
  }

  /**
   * Writes a file.
   *
   * @param parts folder for the temporary file, on the disk of the file
   */
  public static void write(Path target, Path parts, Content content) throws IOException {
    write(target, parts, content, false);
  }

  /**
   * Writes a file.
   *
   * @param parts folder for the temporary file, on the disk of the file
   * @param forced whether the disk must have all of it when this returns, as a power cut demands
   */
  public static void write(Path target, Path parts, Content content, boolean forced)
      throws IOException {
    // Not Files.createTempFile: its files are readable by their owner only, and would stay so.
    Path part = parts.resolve("." + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(open(part), 1 << 16)) {
        content.writeTo(out);
      }
      if (forced) {
        force(part, StandardOpenOption.WRITE);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      if (forced && !IS_WINDOWS) {
        // The name is in the folder, which only Windows does not open.
        force(folderOf(target), StandardOpenOption.READ);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private static OutputStream open(Path part) throws IOException {
    try {
      return new Disk(
          Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }
}
