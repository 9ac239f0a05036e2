package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gzipped files of a hundred KB that unpack to more than a document may have. */
class PackedBombsTest {

  /** Of 1 MB each; gzip lets packed files stand one behind the other. */
  private static final int BLOCKS = 100;

  private static final int BLOCK = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "bomb.txt.gz, text, ''",
    "bomb.xmi.gz, xmi, <xmi:XMI>",
    "bomb.json.gz, json, '{\"%TYPES\": \"'",
    "bomb.csv.gz, csv, 'text\n'",
    "bomb.tsv.gz, tsv, 'text\n'",
    "bomb.jsonl.gz, jsonl, '{\"text\": \"'"
  })
  void areRefusedAndTheirNeighboursAreNot(String name, String format, String begin)
      throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    byte[] block = packed("a".repeat(BLOCK));
    try (OutputStream out = Files.newOutputStream(in.resolve(name))) {
      out.write(packed(begin));
      for (int i = 0; i < BLOCKS; i++) {
        out.write(block);
      }
    }
    assertThat(Files.size(in.resolve(name))).isLessThan(BLOCK);
    String good = "z." + name.substring("bomb.".length());
    boolean isTable = begin.startsWith("text") || format.equals("jsonl");
    if (isTable || format.equals("text")) {
      String row = format.equals("jsonl") ? "{\"text\": \"Good.\"}\n" : begin + "Good.\n";
      Files.write(in.resolve(good), packed(row));
    }
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "annotate", "--format", format, "--input", in, "--output", out, "--threads", "1");
    assertThat(run.exitCode()).isIn(ExitCode.FAILURE, 3);
    assertThat(run.err()).contains(name).doesNotContain("OutOfMemory", "StackOverflow");
    if (isTable || format.equals("text")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(Folders.names(out)).anyMatch(file -> file.contains("z."));
    }
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
