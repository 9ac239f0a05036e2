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
import java.util.TreeMap;

/** Any bytes for the vocabulary of a model. */
public final class VocabularyTarget implements FuzzTarget {

  private final Scratch scratch = new Scratch();
  private final String tokenizer;
  private final Scratch again = new Scratch();

  public VocabularyTarget(String tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** The model directory with the vocabulary that is in it, all of whose checksums fit. */
  private ModelDirectory directory(Path folder) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    Files.write(folder.resolve(ModelDirectory.NETWORK), new byte[] {1, 2, 3});
    for (String file : List.of(ModelDirectory.NETWORK, ModelDirectory.VOCABULARY)) {
      sums.put(file, Checksums.sha256(folder.resolve(file)));
    }
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
            sums)
        .write(folder);
    return ModelDirectory.open(folder);
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
    ModelDirectory directory = directory(scratch.folder());
    TokenEncoder encoder;
    try {
      encoder = directory.encoder();
    } catch (ModelException e) {
      assertThat(e).hasMessageContaining(scratch.folder().toString());
      return;
    }
    List<String> lines = directory.vocabulary();
    assertThat(encoder.size()).isEqualTo(lines.size());
    int[][] pieces = encoder.encode(lines);
    for (int[] token : pieces) {
      assertThat(token).isNotEmpty();
      assertThat(Arrays.stream(token).allMatch(id -> id > 0 && id < encoder.size())).isTrue();
    }
    encoder.write(again.folder());
    TokenEncoder written = directory(again.folder()).encoder();
    assertThat(written.size()).isEqualTo(encoder.size());
    assertThat(written.encode(lines)).isDeepEqualTo(pieces);
  }

  @Override
  public void close() throws IOException {
    scratch.close();
    again.close();
  }
}
