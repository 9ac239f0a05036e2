package io.github.safr.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Lines of text to measure on. */
public final class BenchmarkTexts {

  private static final String OWN = "sentences.txt";

  private BenchmarkTexts() {}

  /** Sentences of our own, of 4 to 50 words. */
  public static List<String> own() {
    try (InputStream in = BenchmarkTexts.class.getResourceAsStream(OWN)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The texts of files: UTF-8, one a line, with or without a label and a tab before it, plain or
   * compressed ({@code .gz}).
   *
   * @throws IOException if a file cannot be read, or none of them has text; the message says what
   *     to do and never holds text
   */
  public static List<String> read(List<Path> files) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      try (BufferedReader reader = open(file)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          String text = line.substring(line.indexOf('\t') + 1).strip();
          if (!text.isEmpty()) {
            texts.add(text);
          }
        }
      } catch (CharacterCodingException e) {
        throw new IOException("'" + file + "' is not UTF-8. Convert it to UTF-8.", e);
      } catch (ZipException e) {
        throw new IOException(
            "'" + file + "' is not a gzip file. Compress it again, or drop '.gz'.", e);
      }
    }
    if (texts.isEmpty()) {
      throw new IOException("There is no text in the files. Name others.");
    }
    return texts;
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream plain =
          file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
      // A decoder reports what is not UTF-8; a charset would replace it.
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }
}
