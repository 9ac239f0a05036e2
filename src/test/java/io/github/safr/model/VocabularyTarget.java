package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.fuzz.FuzzTarget;
import io.github.safr.fuzz.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Any bytes for the vocabulary of a model. */
public final class VocabularyTarget implements FuzzTarget {

  private final Scratch scratch = new Scratch();
  private final ModelDirectory directory;
  private final Path again;

  public VocabularyTarget(String tokenizer) {
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            "any",
            "1",
            List.of(),
            List.of("a", "b"),
            tokenizer,
            true,
            8,
            0,
            List.of(1),
            false,
            Map.of("blocks", 1),
            Map.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of());
    directory = new ModelDirectory(scratch.folder(), manifest);
    again = scratch.folder().resolve("again");
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        utf8("[PAD]\n[UNK]\nthe\nfilm\n.\n'\n"),
        utf8("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nun\n##aff\n##able\nfilm\n.\n\u00E9\n"),
        utf8("[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\n[MASK]\r\n\r\n##\r\na"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void check(byte[] input) throws IOException {
    scratch.write(ModelDirectory.VOCABULARY, input);
    TokenEncoder encoder;
    try {
      encoder = directory.encoder();
    } catch (ModelException e) {
      assertThat(e).hasMessageContaining(scratch.folder().toString());
      return;
    }
    List<String> lines = Files.readAllLines(directory.path().resolve(ModelDirectory.VOCABULARY));
    assertThat(encoder.size()).isEqualTo(lines.size());
    int[][] pieces = encoder.encode(lines);
    for (int[] token : pieces) {
      assertThat(token).isNotEmpty();
      assertThat(Arrays.stream(token).allMatch(id -> id > 0 && id < encoder.size())).isTrue();
    }
    Files.createDirectories(again);
    encoder.write(again);
    TokenEncoder written = new ModelDirectory(again, directory.manifest()).encoder();
    assertThat(written.size()).isEqualTo(encoder.size());
    assertThat(written.encode(lines)).isDeepEqualTo(pieces);
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
