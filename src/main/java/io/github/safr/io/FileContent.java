package io.github.safr.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Bytes of input files, whose trouble is told in sentences. Files that end in .gz are unpacked. */
public final class FileContent {

  private static final int BUFFER = 1 << 16;

  /** To how many times their size files are unpacked at most, mostly. */
  private static final int UNPACKED = 8;

  private FileContent() {}

  /**
   * Opens a file of any size. If it is changed, replaced or removed before its end was read, a
   * {@link DocumentException} is thrown there: nobody could tell which content was read.
   *
   * @throws DocumentException if it is not a regular file or cannot be opened
   */
  public static InputStream open(Path path) throws DocumentException {
    InputStream raw = null;
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        // Devices and pipes may never end; a directory is here because it could not be listed.
        String what =
            Files.isDirectory(path) ? "is a directory that cannot be listed" : "is not a file";
        throw new DocumentException("'" + path + "' " + what + ". Check its kind and permissions.");
      }
      FileState state = FileState.of(path);
      raw = Files.newInputStream(path);
      boolean compressed = DocumentFormat.isCompressed(String.valueOf(path.getFileName()));
      InputStream content = compressed ? new GZIPInputStream(raw, BUFFER) : raw;
      return new UnchangedInput(new BufferedInputStream(content, BUFFER), path, state);
    } catch (IOException e) {
      closeQuietly(raw);
      throw explained(path, e);
    }
  }

  /**
   * Reads a file whole.
   *
   * @throws DocumentException as {@link #open}, or if it has more than {@link
   *     DocumentReader#MAX_BYTES}, unpacked
   */
  static byte[] read(Path path) throws DocumentException {
    try (InputStream in = open(path)) {
      long size = Files.size(path);
      if (size > DocumentReader.MAX_BYTES) {
        throw tooLarge(path, "%,d bytes".formatted(size));
      }
      byte[] bytes = in.readNBytes((int) DocumentReader.MAX_BYTES);
      if (in.read() >= 0) {
        throw tooLarge(path, "more bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw explained(path, e);
    }
  }

  /**
   * How many bytes {@link #read} will return at most; of a compressed file, mostly. 0 if it cannot
   * be told.
   */
  static long expectedBytes(Path path) {
    try {
      long size = Files.size(path);
      boolean compressed = DocumentFormat.isCompressed(String.valueOf(path.getFileName()));
      return Math.min(DocumentReader.MAX_BYTES, compressed ? UNPACKED * size : size);
    } catch (IOException e) {
      // Who reads it tells what is wrong with it.
      return 0;
    }
  }

  /** What went wrong with a file, for the person who has it. */
  public static DocumentException explained(Path path, IOException e) {
    if (e instanceof DocumentException told) {
      return told;
    }
    if (e instanceof NoSuchFileException) {
      return new DocumentException("'" + path + "' does not exist. Check the path.", e);
    }
    if (e instanceof AccessDeniedException) {
      return new DocumentException("'" + path + "' may not be read. Check its permissions.", e);
    }
    boolean compressed = DocumentFormat.isCompressed(String.valueOf(path.getFileName()));
    if (compressed && (e instanceof ZipException || e instanceof EOFException)) {
      return new DocumentException("'" + path + "' is damaged, or not gzip. Pack it again.", e);
    }
    return new DocumentException(
        "'" + path + "' cannot be read (" + e.getMessage() + "). Check the file and its disk.", e);
  }

  private static DocumentException tooLarge(Path path, String size) {
    return new DocumentException(
        "'%s' has %s; the largest document read has %,d. Split it."
            .formatted(path, size, DocumentReader.MAX_BYTES));
  }

  private static void closeQuietly(@Nullable InputStream in) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      // What went wrong before it is the one to tell.
      return;
    }
  }
}
