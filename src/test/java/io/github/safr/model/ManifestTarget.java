package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.fuzz.FuzzTarget;
import io.github.safr.fuzz.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Any bytes for what a model says of itself. */
public final class ManifestTarget implements FuzzTarget {

  private static final String WHOLE =
      """
      {"formatVersion": 3, "name": "mine", "version": "1a2b", "languages": ["en"],
       "labels": ["negative", "positive"], "tokenizer": "word", "lowerCase": true,
       "maxTokens": 16, "overlap": 2, "allocationLayers": [1, 2], "attribution": false,
       "architecture": {"blocks": 2, "mask": true, "width": 16, "rate": 1e-3},
       "training": {"seed": 3, "weights": {"a": [1, null]}}, "data": [{"name": "own"}],
       "metrics": {"accuracy": 0.9}, "libraries": {"java": "17"},
       "files": {"saved_model.pb": "%s", "vocabulary.txt": "%s"}}
      """;

  private final Scratch scratch = new Scratch();
  private final String network;
  private final String vocabulary;

  public ManifestTarget() {
    try {
      network = sum(scratch.write(ModelDirectory.NETWORK, new byte[] {1, 2, 3}));
      vocabulary =
          sum(
              scratch.write(
                  ModelDirectory.VOCABULARY,
                  "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n".getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sum(Path file) throws IOException {
    return Checksums.sha256(file);
  }

  @Override
  public List<byte[]> seeds() {
    String whole = WHOLE.formatted(network, vocabulary);
    return java.util.stream.Stream.of(
            whole,
            whole.replace("\"word\"", "\"wordpiece\""),
            whole.replace("3, \"name\"", "1, \"name\"").replace("\"tokenizer\": \"word\", ", ""),
            whole.replace("[1, 2]", "[1, null]"),
            whole.replace("saved_model.pb\":", "a\\u0000b\": \"\", \"saved_model.pb\":"),
            whole.replace("\"en\"", "null"),
            "[".repeat(3_000),
            "{\"training\":" + "{\"a\":".repeat(3_000),
            "null",
            "")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public void check(byte[] input) throws IOException {
    scratch.write(ModelManifest.FILE, input);
    ModelManifest manifest;
    TokenEncoder encoder;
    try {
      ModelDirectory directory = ModelDirectory.open(scratch.folder());
      manifest = directory.manifest();
      encoder = directory.encoder();
    } catch (ModelException e) {
      assertThat(e).hasMessageContaining(scratch.folder().toString());
      return;
    }
    assertThat(manifest.labels()).hasSizeGreaterThan(1).doesNotContainNull();
    assertThat(manifest.language()).isNotNull();
    assertThat(manifest.id()).isNotBlank();
    assertThat(manifest.maxTokens()).isBetween(1, ModelManifest.LARGEST_WINDOW);
    assertThat(encoder.marks()).isLessThan(manifest.maxTokens());
    for (int layer : manifest.allocationLayers()) {
      manifest.isLast(layer);
    }
    manifest.hasMask();
    manifest.countsPadding();
    UnitAssembler assembler = new UnitAssembler(manifest);
    float[] logits = new float[manifest.labels().size()];
    Prediction prediction =
        assembler.assemble(
            List.of(new Window(0, 1)), new WindowResult[] {new WindowResult(logits, null)});
    assertThat(manifest.labels()).contains(prediction.label());
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
