package io.github.safr.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.network.Weight;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pretrained encoder")
class MiniLmTest {

  private static MiniLm encoder;

  @BeforeAll
  static void load() {
    encoder = MiniLm.load();
  }

  @Test
  void hasEveryWeightInItsShape() {
    List<String> expected =
        new ArrayList<>(
            List.of(
                "embedding [30522, 384]",
                "position [512, 384]",
                "embedding.norm.scale [384]",
                "embedding.norm.shift [384]"));
    for (int n = 1; n <= 6; n++) {
      String block = "block" + n;
      Stream.of(
              ".attention.input.kernel [384, 1152]",
              ".attention.input.bias [1152]",
              ".attention.output.kernel [384, 384]",
              ".attention.output.bias [384]",
              ".norm1.scale [384]",
              ".norm1.shift [384]",
              ".ffn.inner.kernel [384, 1536]",
              ".ffn.inner.bias [1536]",
              ".ffn.outer.kernel [1536, 384]",
              ".ffn.outer.bias [384]",
              ".norm2.scale [384]",
              ".norm2.shift [384]")
          .forEach(weight -> expected.add(block + weight));
    }
    assertThat(encoder.weights().entrySet().stream().map(MiniLmTest::describe))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void knowsItsPiecesById() {
    List<String> pieces = encoder.vocabulary();
    assertThat(pieces).hasSize(30_522).doesNotHaveDuplicates();
    assertThat(pieces.get(0)).isEqualTo("[PAD]");
    assertThat(pieces.subList(100, 104)).containsExactly("[UNK]", "[CLS]", "[SEP]", "[MASK]");
    assertThat(pieces.get(1996)).isEqualTo("the");
  }

  @Test
  void saysWhichFileItWasReadFrom() {
    assertThat(encoder.sha256())
        .isEqualTo("ca46f1a88a9c6e61b918af1ab38be3e7903b986616551f0a6f10a7ecc5730cd4");
  }

  @Test
  void computesWhatTheOriginalDoes() throws Exception {
    long[] pieces = ids("[CLS]", "a", "charming", "film", ",", "##ly", "bad", "!", "[SEP]");
    double[][] ours = new PlainEncoder(encoder.weights()).lastHidden(pieces);
    float[][] original;
    try (OnnxReference reference = new OnnxReference()) {
      original = reference.lastHidden(pieces);
    }
    assertThat(original).hasDimensions(pieces.length, MiniLm.WIDTH);
    for (int t = 0; t < pieces.length; t++) {
      for (int i = 0; i < MiniLm.WIDTH; i++) {
        assertThat(original[t][i]).isFinite();
        assertThat(ours[t][i]).isCloseTo(original[t][i], within(1e-4));
      }
    }
  }

  @Test
  void namesTheArtifactThatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MiniLm.load(ClassLoader.getPlatformClassLoader()))
        .withMessageContaining(MiniLm.ONNX)
        .withMessageContaining(MiniLm.SOURCE);
  }

  @Test
  void refusesAnotherModel() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MiniLm.load(new OneByteFiles()))
        .withMessageContaining("damaged or not " + MiniLm.NAME)
        .withMessageContaining(MiniLm.SOURCE);
  }

  private static String describe(Map.Entry<String, Weight> weight) {
    return weight.getKey() + " " + Arrays.toString(weight.getValue().shape());
  }

  private static long[] ids(String... pieces) {
    return Stream.of(pieces).mapToLong(encoder.vocabulary()::indexOf).toArray();
  }

  /** Has every resource, each of one byte. */
  private static final class OneByteFiles extends ClassLoader {
    @Override
    public InputStream getResourceAsStream(String name) {
      return new ByteArrayInputStream(new byte[] {'7'});
    }
  }
}
