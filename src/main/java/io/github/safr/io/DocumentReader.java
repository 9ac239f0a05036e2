package io.github.safr.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads plain text in UTF-8, strictly: bytes that are not UTF-8 are an error and never guessed at,
 * because a wrong guess changes both the words and the offsets.
 */
public final class DocumentReader {

  /** Size of the largest document read, in bytes (64 MiB). */
  public static final long MAX_BYTES = 64L << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private DocumentReader() {}

  /**
   * Reads a document whole. A byte order mark at its beginning is dropped, and characters that XML
   * forbids are replaced.
   *
   * @throws DocumentException if it is not a regular file, cannot be read, is larger than {@link
   *     #MAX_BYTES} or is not UTF-8
   */
  public static SourceDocument read(DocumentFile file) throws DocumentException {
    Path path = file.path();
    String text = decode(path, bytes(path));
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    return new SourceDocument(
        file.name(), XmlCharacters.replaceForbidden(text), XmlCharacters.countForbidden(text));
  }

  private static byte[] bytes(Path path) throws DocumentException {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        // Devices and pipes may never end; a directory is here because it could not be listed.
        String what =
            Files.isDirectory(path) ? "is a directory that cannot be listed" : "is not a file";
        throw new DocumentException("'" + path + "' " + what + ". Check its kind and permissions.");
      }
      long size = Files.size(path);
      if (size > MAX_BYTES) {
        throw new DocumentException(
            "'%s' has %,d bytes; the largest document read has %,d. Split it."
                .formatted(path, size, MAX_BYTES));
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new DocumentException("'" + path + "' does not exist. Check the path.", e);
    } catch (AccessDeniedException e) {
      throw new DocumentException("'" + path + "' may not be read. Check its permissions.", e);
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      throw new DocumentException(
          "'" + path + "' cannot be read (" + e.getMessage() + "). Check the file and its disk.",
          e);
    }
  }

  private static String decode(Path path, byte[] bytes) throws DocumentException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // UTF-8 never decodes to more UTF-16 units than it has bytes.
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new DocumentException(
          "'%s' is not UTF-8 (first at byte %,d)%s. Convert it to UTF-8, for instance with iconv."
              .formatted(path, in.position(), looksLikeUtf16(bytes) ? "; it may be UTF-16" : ""));
    }
    return out.flip().toString();
  }

  private static boolean looksLikeUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int mark = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    return mark == 0xFEFF || mark == 0xFFFE;
  }
}
