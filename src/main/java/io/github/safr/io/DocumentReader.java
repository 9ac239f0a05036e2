package io.github.safr.io;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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
   * Reads a document whole. A byte order mark at its beginning is dropped.
   *
   * @param characters those that it may have; others are replaced
   * @throws DocumentException if it is not a regular file, cannot be read, is larger than {@link
   *     #MAX_BYTES} or is not UTF-8
   */
  public static SourceDocument read(Path path, Characters characters) throws DocumentException {
    String text = decode(path, FileContent.read(path));
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return SourceDocument.of(marked ? text.substring(1) : text, characters);
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
    int mark = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    return mark == 0xFEFF || mark == 0xFFFE;
  }
}
