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
 * Reads labelled text: UTF-8, one example a line, {@code label<TAB>text}, further columns ignored,
 * no header; plain, or compressed if the name ends in {@code .gz}. Empty lines are passed over.
 */
public final class LabelledTextReader {

  private LabelledTextReader() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or a line is not an example; the message names file,
   *     line and remedy, and never holds the text
   */
  public static List<LabelledText> read(Path file) throws IOException {
    List<LabelledText> examples = new ArrayList<>();
    int number = 0;
    try (BufferedReader reader = open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (number == 1 && line.startsWith("\uFEFF")) {
          line = line.substring(1);
        }
        if (!line.isBlank()) {
          examples.add(parse(line, file, number));
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
    if (examples.isEmpty()) {
      throw new IOException("'" + file + "' holds no examples. It needs lines label<TAB>text.");
    }
    return examples;
  }

  private static LabelledText parse(String line, Path file, int number) throws IOException {
    String[] columns = line.split("\t", 3);
    String remedy = " Every line must be label<TAB>text.";
    if (columns.length < 2) {
      throw new IOException("'" + file + "', line " + number + ", has no tab." + remedy);
    }
    String label = columns[0].strip();
    if (label.isEmpty()) {
      throw new IOException("'" + file + "', line " + number + ", has no label." + remedy);
    }
    if (label.chars().anyMatch(Character::isISOControl)) {
      throw new IOException(
          "'" + file + "', line " + number + ", has a control character in its label." + remedy);
    }
    if (columns[1].codePoints().allMatch(LabelledTextReader::isBlank)) {
      throw new IOException("'" + file + "', line " + number + ", has no text." + remedy);
    }
    return new LabelledText(label, columns[1]);
  }

  /** More than Java's white space: what OpenNLP takes for it too, such as no-break spaces. */
  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character);
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
