package io.github.safr.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads files of examples, one a line: UTF-8, with or without a byte order mark, plain, or
 * compressed if the name ends in {@code .gz}. Empty lines are passed over.
 */
final class LabelledLines {

  private LabelledLines() {}

  /** Makes an example of a line. */
  @FunctionalInterface
  interface Parser<T> {

    /**
     * Parses.
     *
     * @param line the line
     * @param file where it is from, for messages
     * @param number of the line, counted from 1
     * @throws IOException if the line is no example
     */
    T parse(String line, Path file, int number) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or a line is not an example; the message names file,
   *     line and remedy, and never holds the text
   */
  static <T> List<T> read(Path file, Parser<T> parser) throws IOException {
    List<T> examples = new ArrayList<>();
    int number = 0;
    try (BufferedReader reader = open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (number == 1 && line.startsWith("\uFEFF")) {
          line = line.substring(1);
        }
        if (!line.isBlank()) {
          examples.add(parser.parse(line, file, number));
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(
          "'" + file + "' is not UTF-8 after line " + number + ". Convert it to UTF-8.", e);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file '" + file + "'. Check its path.", e);
    } catch (ZipException | java.io.EOFException e) {
      throw new IOException(
          "'" + file + "' is not a whole gzip file. Compress it again, or drop '.gz'.", e);
    }
    return examples;
  }

  private static BufferedReader open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("'" + file + "' is a directory. Name a file label<TAB>text.");
    }
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream plain =
          file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
      return new BufferedReader(
          new InputStreamReader(
              plain,
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT)));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }
}
