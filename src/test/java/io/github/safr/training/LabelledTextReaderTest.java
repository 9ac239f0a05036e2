package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextReaderTest {

  @TempDir Path folder;

  @Test
  void readsLabelAndTextAndPassesOverEmptyLinesAndFurtherColumns() throws IOException {
    assertThat(LabelledTextReader.read(file("\uFEFFgood\tA day out.\n\r\nbad\tRain\tmore\n")))
        .containsExactly(new LabelledText("good", "A day out."), new LabelledText("bad", "Rain"));
  }

  @Test
  void readsGzip() throws IOException {
    Path file = folder.resolve("data.tsv.gz");
    byte[] bytes = "a\tfirst\nb\tsecond\n".getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
    assertThat(LabelledTextReader.read(file)).hasSize(2);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 12));
    assertRefused(file, "not a whole gzip file");
    Files.write(file, bytes);
    assertRefused(file, "not a whole gzip file");
  }

  @Test
  void badRowsAreNamedByLineWithoutTheirText() throws IOException {
    assertRefused(file("a\tfine\nno tab, private words\n"), "line 2, has no tab");
    assertRefused(file("\tno label\n"), "line 1, has no label");
    assertRefused(file("a\t  \n"), "line 1, has no text");
    assertRefused(file("a\t\u00A0\u2003\n"), "line 1, has no text");
    assertRefused(file("a\u0001\tfine\n"), "line 1, has a control character");
    assertThatThrownBy(() -> LabelledTextReader.read(file("a\tfine\nprivate words\n")))
        .hasMessageNotContaining("private");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertRefused(file(""), "holds no examples");
    assertRefused(folder.resolve("missing.tsv"), "no file");
    assertRefused(folder, "is a directory");
    Path latin = Files.write(folder.resolve("latin.tsv"), new byte[] {'a', '\t', (byte) 0xE9});
    assertRefused(latin, "not UTF-8");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("data.tsv"), content);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> LabelledTextReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(reason);
  }
}
