package io.github.safr.io.journal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.safr.io.DocumentException;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file in an output folder that lists the documents of a run that were set aside, a JSON object
 * a line, in the order of the collection. It is there if there are such documents, and begins anew
 * with every run, because every run tries them again.
 */
final class ErrorReport implements Closeable {

  /** A line of it. */
  private record Line(
      @Nullable String document,
      @Nullable String kind,
      @Nullable String reason,
      @Nullable String exception) {}

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** UTF-16 code units of a first line; more than that is not of ours. */
  private static final int LONGEST_LINE = 1 << 20;

  private final Path file;
  private @Nullable OutputStream lines;

  private ErrorReport(Path file) {
    this.file = file;
  }

  /**
   * Makes sure that the place of the report is free, or that a run of ours has written what is
   * there.
   */
  static void check(Path file) throws IOException {
    if (Files.exists(file) && !isOurs(file)) {
      throw new DocumentException(
          ("'%s' is no list of failed documents, and in its place one would be written. Move it"
                  + " away, or choose another output folder.")
              .formatted(file));
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    char[] start = new char[LONGEST_LINE];
    int length = 0;
    // Lenient with characters that are none: a process that was killed may have cut one.
    try (Reader reader =
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      for (int read = 0; read >= 0 && length < start.length; ) {
        length += read;
        read = reader.read(start, length, start.length - length);
      }
    }
    String text = new String(start, 0, length);
    int end = text.indexOf('\n');
    // Or a line.
    return end < 0 ? length == 0 || isStart(text) : isLine(text.substring(0, end));
  }

  private static boolean isStart(String text) {
    String start = "{\"document\":";
    return (text.startsWith(start) && text.length() < LONGEST_LINE) || start.startsWith(text);
  }

  private static boolean isLine(String text) {
    try {
      Line line = GSON.fromJson(text, Line.class);
      return line != null && line.document != null && line.kind != null && line.reason != null;
    } catch (JsonParseException e) {
      return false;
    }
  }

  /** Begins a report; what the one before listed is gone. */
  static ErrorReport begin(Path file) throws IOException {
    Files.deleteIfExists(file);
    return new ErrorReport(file);
  }

  /** Lists a document. */
  void add(String document, DocumentFailure failure) throws IOException {
    if (lines == null) {
      // As the journal is: without a buffer, and no channel.
      lines = new FileOutputStream(file.toFile(), true);
    }
    lines.write(encoded(document, failure));
  }

  /** A document that failed, as a line of a report. */
  static byte[] encoded(JournalLine failed) {
    DocumentFailure unknown =
        new DocumentFailure(DocumentFailure.Kind.UNEXPECTED, "The journal does not say.", "");
    return encoded(failed.name(), Objects.requireNonNullElse(failed.failure(), unknown));
  }

  private static byte[] encoded(String document, DocumentFailure failure) {
    Line line = new Line(document, failure.kind(), failure.reason(), failure.exception());
    return (GSON.toJson(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }
}
