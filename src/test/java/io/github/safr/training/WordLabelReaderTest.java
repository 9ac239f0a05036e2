package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordLabelReaderTest {

  @TempDir Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("words.tsv"), text);
  }

  @Test
  void readsANumberForEachWord() throws IOException {
    List<WordLabelledText> texts =
        WordLabelReader.read(
            write(
                "\uFEFFpositive\tA lovely día 👩‍🍳 .\t2 4 3 2 2\r\n\nnegative\tdull\t0\tmore\n"));
    assertThat(texts).hasSize(2);
    assertThat(texts.get(0).label()).isEqualTo("positive");
    assertThat(texts.get(0).text()).isEqualTo("A lovely día 👩‍🍳 .");
    assertThat(texts.get(0).important()).containsExactly(false, true, true, false, false);
    assertThat(texts.get(1).words()).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "positive@very private              | no labels of words",
        "positive@very private@             | no labels of words",
        "positive@very private@2            | 2 words and 1 labels",
        "positive@very private@2 2 2        | 2 words and 3 labels",
        "positive@very private@2 5          | label of word 2",
        "positive@very private@2 -1         | label of word 2",
        "positive@very private@2 private    | label of word 2",
        "positive@very private@2,2          | 2 words and 1 labels",
        "positive@very private@2 ٣          | label of word 2",
        "very private                       | no tab",
        "@very private@2 2                  | no label"
      })
  void saysWhereALineIsWrongAndNeverQuotesIt(String line, String message) throws IOException {
    Path file = write("positive\tgood\t4\n" + line.replace('@', '\t') + "\n");
    assertThatThrownBy(() -> WordLabelReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("words.tsv", "line 2", message, "Every line must be")
        .hasMessageNotContaining("private");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThatThrownBy(() -> WordLabelReader.read(folder.resolve("none.tsv")))
        .hasMessageContaining("none.tsv");
    Path empty = write("\n \n");
    assertThatThrownBy(() -> WordLabelReader.read(empty)).hasMessageContaining("no examples");
    Path latin =
        Files.write(folder.resolve("l.tsv"), "a\tgüt\t4".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> WordLabelReader.read(latin)).hasMessageContaining("not UTF-8");
  }
}
