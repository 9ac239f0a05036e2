package io.github.safr.benchmark.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.github.safr.model.BareEngine;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.tensorflow.TokenBatch;
import io.github.safr.testing.TinyModel;
import io.github.safr.text.TextSegmenter;
import io.github.safr.training.TrainingData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our networks as ONNX files, run by ONNX Runtime, against the same networks in TensorFlow. */
@DisplayName("A network written as ONNX")
class OnnxModelTest {

  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"en-sentiment", "en-sentiment-paper"})
  void computesTheLogitsOfTheBundledModel(String model) throws Exception {
    compare(model, sentences());
  }

  @Test
  void computesTheLogitsOfAModelOfTwoBlocksWithWindows() throws Exception {
    compare(TinyModel.write(temporary).toString(), sentences());
  }

  @Test
  void findsOutFromIdsAloneWhichPiecesAreOneToken() throws Exception {
    // Without numbers or apostrophes, where tokenizers differ.
    List<List<String>> plain =
        List.of(
            List.of("the", "film", "was", "unwatchable", "."),
            List.of("a", "gripping", ",", "bewilderingly", "tender", "story"));
    byte[] file = ModelDirectory.with("en-sentiment", OnnxModel::fromIdsAlone);
    try (BareEngine ours = BareEngine.of("en-sentiment", DeviceChoice.CPU, plain)) {
      float[] expected = ours.logits()[0];
      TokenBatch batch = ours.batches().get(0);
      long[] ids = Arrays.stream(batch.ids()).asLongStream().toArray();
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession session = environment.createSession(file);
          OnnxTensor input =
              OnnxTensor.createTensor(
                  environment, LongBuffer.wrap(ids), new long[] {batch.rows(), batch.columns()});
          OrtSession.Result result = session.run(Map.of(OnnxModel.INPUT_IDS, input))) {
        assertThat(flat(result)).containsExactly(expected, TOLERANCE);
      }
    }
  }

  @Test
  void needsWordPiecesToFindOut() {
    assertThatThrownBy(() -> ModelDirectory.with("en-sentiment-paper", OnnxModel::fromIdsAlone))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reads words");
  }

  private static void compare(String model, List<List<String>> units) throws Exception {
    byte[] file = ModelDirectory.with(model, OnnxModel::of);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (BareEngine ours = BareEngine.of(model, DeviceChoice.CPU, units);
        OrtSession theirs = environment.createSession(file)) {
      assertThat(ours.batches()).hasSizeGreaterThan(1).anyMatch(OnnxModelTest::isPadded);
      float[][] expected = ours.logits();
      for (int i = 0; i < expected.length; i++) {
        TokenBatch batch = ours.batches().get(i);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (String name : theirs.getInputNames()) {
          inputs.put(
              name,
              OnnxTensor.createTensor(
                  environment,
                  IntBuffer.wrap(name.equals(OnnxModel.OWNERS) ? batch.owners() : batch.ids()),
                  new long[] {batch.rows(), batch.columns()}));
        }
        try (OrtSession.Result result = theirs.run(inputs)) {
          assertThat(flat(result)).containsExactly(expected[i], TOLERANCE);
        } finally {
          inputs.values().forEach(OnnxTensor::close);
        }
      }
    }
  }

  private static float[] flat(OrtSession.Result result) {
    return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
  }

  private static boolean isPadded(TokenBatch batch) {
    return Arrays.stream(batch.ids()).anyMatch(id -> id == 0);
  }

  /** Each sentence, four times over for more than one batch of a small model. */
  private static List<List<String>> sentences() throws IOException {
    TextSegmenter segmenter = TextSegmenter.forLanguage("en");
    try (InputStream in = OnnxModelTest.class.getResourceAsStream("/sentences/fifty.txt")) {
      List<List<String>> sentences =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> TrainingData.tokens(line, segmenter))
              .toList();
      return Stream.generate(() -> sentences).limit(4).flatMap(List::stream).toList();
    }
  }
}
