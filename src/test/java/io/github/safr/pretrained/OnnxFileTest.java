package io.github.safr.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.github.safr.network.Weight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An ONNX file")
class OnnxFileTest {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final byte[] tensor = tensor("kernel", FLOAT, floats(1, 2, 3, 4, 5, 6), 2, 3);
  private final byte[] node = node("/layer/MatMul", "MatMul", List.of("x", "kernel"), "y");

  @Test
  void givesWeightsAndNodes() throws IOException {
    OnnxFile file = read(model(graph(node, tensor)));
    assertThat(file.nodes())
        .containsExactly(
            new OnnxNode("/layer/MatMul", "MatMul", List.of("x", "kernel"), List.of("y")));
    Weight kernel = file.kernel("/layer/MatMul", 2, 3);
    assertThat(kernel.shape()).containsExactly(2, 3);
    assertThat(kernel.values()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void mayPackItsDimensions() throws IOException {
    byte[] packed =
        message(
            out -> {
              out.writeByteArray(1, new byte[] {2, 3});
              out.writeInt32(2, FLOAT);
              out.writeString(8, "kernel");
              out.writeByteArray(9, floats(1, 2, 3, 4, 5, 6));
            });
    assertThat(read(model(graph(node, packed))).weight("kernel", 2, 3).values()).hasSize(6);
  }

  @Test
  void mayHoldNumbersThatAreNoWeights() throws IOException {
    byte[] positions = tensor("positions", INT64, new byte[16], 1, 2);
    assertThat(read(model(graph(node, positions))).initializers()).isEmpty();
  }

  @Test
  void mayHoldMoreThanIsRead() throws IOException {
    byte[] model =
        message(
            out -> {
              out.writeString(2, "exporter");
              out.writeFixed64(99, 7);
              out.write(model(graph(node, tensor)), 0, model(graph(node, tensor)).length);
              out.writeFloat(98, 7);
            });
    assertThat(read(model).initializers()).containsOnlyKeys("kernel");
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    OnnxFile file = read(model(graph(node, tensor)));
    assertThatIOException()
        .isThrownBy(() -> file.weight("bias", 3))
        .withMessageContaining("no float32 weight 'bias'");
    assertThatIOException()
        .isThrownBy(() -> file.weight("kernel", 3, 2))
        .withMessageContaining("'kernel' of the ONNX file has shape [2, 3], not [3, 2]");
    assertThatIOException()
        .isThrownBy(() -> file.kernel("/other/MatMul", 2, 3))
        .withMessageContaining("no matrix multiplication '/other/MatMul'");
  }

  @Test
  void isRefusedWhereverItIsCut() {
    byte[] model = model(graph(node, tensor));
    for (int length = 0; length < model.length; length++) {
      byte[] cut = Arrays.copyOf(model, length);
      assertRefused(cut, "");
    }
  }

  @Test
  void isReadOrRefusedHoweverItIsGarbled() {
    byte[] model = model(graph(node, tensor));
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] garbled = model.clone();
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);
      }
      try {
        read(garbled);
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("The ONNX file cannot be read: ");
      }
    }
  }

  @Test
  void hasAGraph() {
    assertRefused(message(out -> out.writeInt64(1, 7)), "It has no graph.");
  }

  @Test
  void hasAsManyValuesAsItsShapesSay() {
    assertTensorRefused(tensor("w", FLOAT, floats(1, 2, 3), 2, 3), "'w' of shape [2, 3]");
    assertTensorRefused(tensor("w", FLOAT, new byte[5], 1), "'w' of shape [1] has 5 bytes");
    assertTensorRefused(tensor("w", FLOAT, new byte[0], 7), "has 0 bytes of raw data");
    long half = 1 << 28;
    assertTensorRefused(tensor("w", FLOAT, new byte[0], half, half, half), "has 0 bytes");
  }

  @Test
  void hasDimensionsOfASensibleSize() {
    assertTensorRefused(tensor("w", FLOAT, floats(1), -1, -1), "a dimension of -1");
    assertTensorRefused(tensor("w", FLOAT, floats(1), Long.MAX_VALUE), "a dimension of 9223");
    assertTensorRefused(
        tensor("w", FLOAT, floats(1), 1, 1, 1, 1, 1, 1, 1, 1, 1), "more than 8 dimensions");
  }

  @Test
  void hasEachWeightOnce() {
    assertRefused(model(graph(node, tensor, tensor)), "two weights named 'kernel'");
  }

  @Test
  void doesNotClaimMoreThanItHas() {
    for (int length : new int[] {-1, Integer.MIN_VALUE, 1 << 20, 1 << 29, Integer.MAX_VALUE}) {
      assertRefused(claim(7, length), "");
      assertRefused(model(claim(1, length)), "");
      assertRefused(model(claim(5, length)), "");
      for (int field : new int[] {1, 8, 9, 13}) {
        assertTensorRefused(claim(field, length), "");
      }
    }
  }

  @Test
  void hasNoGroups() {
    byte[] nested = new byte[1 << 20];
    Arrays.fill(nested, (byte) (10 << 3 | WireFormat.WIRETYPE_START_GROUP));
    assertRefused(nested, "group");
  }

  @Test
  void hasALimitedNumberOfParts() {
    byte[] nodes = new byte[2 * (OnnxReader.MAX_ENTRIES + 1)];
    for (int i = 0; i < nodes.length; i += 2) {
      nodes[i] = 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
    assertRefused(model(nodes), "more than 100000 nodes");
  }

  private static void assertTensorRefused(byte[] tensor, String cause) {
    assertRefused(model(graph(new byte[0], tensor)), cause);
  }

  private static void assertRefused(byte[] model, String cause) {
    assertThatThrownBy(() -> read(model))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The ONNX file cannot be read: ")
        .hasMessageContaining(cause)
        .hasMessageEndingWith(" Get an undamaged copy, with float32 weights inside the file.");
  }

  private static OnnxFile read(byte[] model) throws IOException {
    return OnnxFile.read(new ByteArrayInputStream(model));
  }

  private static byte[] model(byte[] graph) {
    return message(out -> out.writeByteArray(7, graph));
  }

  private static byte[] graph(byte[] node, byte[]... tensors) {
    return message(
        out -> {
          out.writeByteArray(1, node);
          for (byte[] tensor : tensors) {
            out.writeByteArray(5, tensor);
          }
        });
  }

  private static byte[] node(String name, String operator, List<String> inputs, String output) {
    return message(
        out -> {
          for (String input : inputs) {
            out.writeString(1, input);
          }
          out.writeString(2, output);
          out.writeString(3, name);
          out.writeString(4, operator);
        });
  }

  private static byte[] tensor(String name, int type, byte[] data, long... shape) {
    return message(
        out -> {
          for (long dimension : shape) {
            out.writeInt64(1, dimension);
          }
          out.writeInt32(2, type);
          out.writeString(8, name);
          out.writeByteArray(9, data);
        });
  }

  /** A field that claims a length, with one byte behind it. */
  private static byte[] claim(int field, int length) {
    return message(
        out -> {
          out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
          out.writeUInt32NoTag(length);
          out.writeRawByte(0);
        });
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] message(Writing writing) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      writing.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private interface Writing {
    void write(CodedOutputStream out) throws IOException;
  }
}
