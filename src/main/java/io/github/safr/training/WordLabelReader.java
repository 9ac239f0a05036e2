package io.github.safr.training;

import io.github.safr.evaluation.WordMarks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads texts with labels of their words: lines of {@code label<TAB>text<TAB>numbers}, one number
 * from 0 to 4 for each word of the text, words and numbers between blanks. Otherwise as {@link
 * LabelledTextReader}.
 */
public final class WordLabelReader {

  private WordLabelReader() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or a line is not such an example; the message names
   *     file, line and remedy, and never holds the text
   */
  public static List<WordLabelledText> read(Path file) throws IOException {
    List<WordLabelledText> texts = LabelledLines.read(file, WordLabelReader::parse);
    if (texts.isEmpty()) {
      throw new IOException(
          "'" + file + "' holds no examples. It needs lines label<TAB>text<TAB>numbers.");
    }
    return texts;
  }

  private static WordLabelledText parse(String line, Path file, int number) throws IOException {
    LabelledText text = LabelledTextReader.parse(line, file, number);
    String[] columns = line.split("\t", 4);
    if (columns.length < 3 || columns[2].isBlank()) {
      throw new IOException(
          "'%s', line %d, has no labels of words. %s".formatted(file, number, remedy()));
    }
    String[] numbers = columns[2].strip().split(" +", 0);
    int words = WordMarks.words(text.text()).size();
    if (numbers.length != words) {
      throw new IOException(
          "'%s', line %d, has %d words and %d labels of words. %s"
              .formatted(file, number, words, numbers.length, remedy()));
    }
    int[] labels = new int[words];
    for (int i = 0; i < words; i++) {
      // The number is not repeated in the message: misplaced columns may put text there.
      if (!numbers[i].matches(
          "[%d-%d]".formatted(WordLabelledText.LOWEST, WordLabelledText.HIGHEST))) {
        throw new IOException(
            "'%s', line %d: the label of word %d is none. %s"
                .formatted(file, number, i + 1, remedy()));
      }
      labels[i] = Integer.parseInt(numbers[i]);
    }
    return new WordLabelledText(text.label(), text.text(), labels);
  }

  private static String remedy() {
    return "Every line must be label<TAB>text<TAB>numbers, one number from "
        + WordLabelledText.LOWEST
        + " to "
        + WordLabelledText.HIGHEST
        + " for each word between blanks.";
  }
}
