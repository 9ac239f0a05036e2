package io.github.safr.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
    List<LabelledText> examples = LabelledLines.read(file, LabelledTextReader::parse);
    if (examples.isEmpty()) {
      throw new IOException("'" + file + "' holds no examples. It needs lines label<TAB>text.");
    }
    return examples;
  }

  static LabelledText parse(String line, Path file, int number) throws IOException {
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
}
