package io.github.safr.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        " \n\t ",
        "line\r\nline\rline",
        "Café ‘naïve’ 😀👩‍🍳 e\u0301",
        "שלום עולם — مرحبا",
        "\uFEFFnot a mark, \uFEFFa character"
      })
  void readsTextAsItIs(String text) throws IOException {
    // A mark in front shows that only one is dropped.
    SourceDocument document = read(("\uFEFF" + text).getBytes(UTF_8));
    assertThat(document.text()).isEqualTo(text);
    assertThat(document.replacedCharacters()).isZero();
  }

  @Test
  void readsTextWithoutByteOrderMark() throws IOException {
    assertThat(read("no mark".getBytes(UTF_8)).text()).isEqualTo("no mark");
  }

  @Test
  void replacesWhatXmlForbidsAndCountsIt() throws IOException {
    SourceDocument document = read("a\0b\u0007c".getBytes(UTF_8));
    assertThat(document.text()).isEqualTo("a\uFFFDb\uFFFDc");
    assertThat(document.replacedCharacters()).isEqualTo(2);
  }

  @Test
  void readsFiveMegabytes() throws IOException {
    String text = "Überall große Wörter. ".repeat(230_000);
    assertThat(read(text.getBytes(UTF_8)).text()).isEqualTo(text);
  }

  @Test
  void saysWhereTextIsNotUtf8() {
    assertThatThrownBy(() -> read("This is a café.".getBytes(ISO_8859_1)))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("a.txt' is not UTF-8 (first at byte 13). Convert it to UTF-8");
  }

  @Test
  void refusesACharacterCutOffAtTheEnd() {
    assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xE2, (byte) 0x82}))
        .hasMessageContaining("is not UTF-8 (first at byte 1)");
  }

  @Test
  void refusesEncodedSurrogates() {
    assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0xBD}))
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void recognisesUtf16() {
    assertThatThrownBy(() -> read("wide".getBytes(UTF_16))).hasMessageContaining("may be UTF-16");
  }

  @Test
  void refusesWhatIsNotAFile() {
    assertThatThrownBy(() -> DocumentReader.read(folder, Characters.XML_1_0))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("is a directory");
    Path device = Path.of("/dev/zero");
    assumeThat(device).exists();
    assertThatThrownBy(() -> DocumentReader.read(device, Characters.XML_1_0))
        .hasMessageContaining("'/dev/zero' is not a file");
  }

  @Test
  void refusesWhatIsGone() {
    Path gone = folder.resolve("gone.txt");
    assertThatThrownBy(() -> DocumentReader.read(gone, Characters.XML_1_0))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void refusesWhatIsTooLargeWithoutReadingIt() throws IOException {
    Path large = folder.resolve("large.txt");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(DocumentReader.MAX_BYTES + 1);
    }
    assertThatThrownBy(() -> DocumentReader.read(large, Characters.XML_1_0))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("Split it");
  }

  private SourceDocument read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("a.txt"), bytes);
    return DocumentReader.read(file, Characters.XML_1_0);
  }
}
