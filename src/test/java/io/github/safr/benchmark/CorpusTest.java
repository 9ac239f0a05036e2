package io.github.safr.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.text.TextSegmenter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of a benchmark. */
class CorpusTest {

  private static final TextSegmenter SEGMENTER = TextSegmenter.forLanguage("en");

  @TempDir Path folder;

  @Test
  void isTheSameForTheSameSeed() {
    List<String> lines = BenchmarkTexts.own();
    Corpus corpus = Corpus.draw(lines, 500, 50, SEGMENTER, 7);
    assertThat(corpus).isEqualTo(Corpus.draw(lines, 500, 50, SEGMENTER, 7));
    assertThat(corpus).isNotEqualTo(Corpus.draw(lines, 500, 50, SEGMENTER, 8));
    assertThat(corpus.documents()).hasSize(10);
    assertThat(corpus.sentences()).hasSize(500);
  }

  @Test
  void usesEverySentenceBeforeAnyIsRepeated() {
    Corpus corpus = Corpus.draw(List.of("One. Two.", "Three."), 6, 6, SEGMENTER, 1);
    List<String> texts = corpus.sentences().stream().map(Sentence::text).toList();
    assertThat(texts.subList(0, 3)).containsExactlyInAnyOrder("One.", "Two.", "Three.");
    assertThat(texts.subList(3, 6)).containsExactlyInAnyOrder("One.", "Two.", "Three.");
  }

  @Test
  void hasOwnSentencesOfAllLengths() {
    List<Integer> words =
        BenchmarkTexts.own().stream().map(line -> line.split(" ").length).sorted().toList();
    assertThat(words).hasSizeGreaterThan(150);
    assertThat(words.get(0)).isBetween(3, 5);
    assertThat(words.get(words.size() - 1)).isBetween(45, 50);
  }

  @Test
  void samplesOneSentenceOfEachLength() {
    Corpus corpus = Corpus.draw(List.of("A b c d .", "A .", "A b ."), 3, 1, SEGMENTER, 1);
    assertThat(corpus.sample(3).stream().map(sentence -> sentence.tokens().size()))
        .containsExactly(2, 3, 5);
    assertThat(corpus.sample(1).get(0).tokens()).hasSize(3);
  }

  @Test
  void readsFilesWithAndWithoutLabels() throws IOException {
    Path plain = Files.writeString(folder.resolve("a.tsv"), "good\tA film.\n\nAnother.\n");
    Path packed = folder.resolve("b.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("Third.".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(BenchmarkTexts.read(List.of(plain, packed)))
        .containsExactly("A film.", "Another.", "Third.");
  }

  @Test
  void namesAFileThatIsNotText() throws IOException {
    Path file = Files.write(folder.resolve("c.txt"), new byte[] {(byte) 0xff, '\n'});
    assertThatThrownBy(() -> BenchmarkTexts.read(List.of(file)))
        .hasMessageContaining("c.txt")
        .hasMessageContaining("UTF-8");
  }
}
