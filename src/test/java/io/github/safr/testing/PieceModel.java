package io.github.safr.testing;

import io.github.safr.model.Checksums;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.WordPieceEncoder;
import io.github.safr.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A model directory of format 2 whose network reads word pieces and can be worked out by hand: a
 * token's visibility is a thousandth of the sum of its pieces' ids, and its score for the second
 * label that over the tokens of its window; the first label has the negative.
 */
public final class PieceModel {

  private static final int FORMAT = 2;

  /** Longest window, in pieces with marks. */
  public static final int MAX_PIECES = 12;

  /** Tokens that windows share. */
  public static final int OVERLAP = 2;

  /** What it knows. */
  public static final List<String> PIECES =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "film", "good",
          ".");

  private static final float SCALE = 1e-3f;

  private PieceModel() {}

  /** Writes the model into a new directory below {@code parent}. */
  public static Path write(Path parent) {
    try {
      Path directory = Files.createTempDirectory(parent, "pieces");
      Files.write(directory.resolve(ModelDirectory.NETWORK), network());
      WordPieceEncoder encoder = WordPieceEncoder.of(PIECES);
      encoder.write(directory);
      new ModelManifest(
              FORMAT,
              "pieces",
              "0",
              List.of("en"),
              List.of("negative", "positive"),
              encoder.kind(),
              encoder.lowerCase(),
              MAX_PIECES,
              OVERLAP,
              List.of(1),
              false,
              Map.of(),
              Map.of(),
              List.of(),
              Map.of(),
              Map.of(),
              Map.of(
                  ModelDirectory.NETWORK,
                  Checksums.sha256(directory.resolve(ModelDirectory.NETWORK)),
                  ModelDirectory.VOCABULARY,
                  Checksums.sha256(directory.resolve(ModelDirectory.VOCABULARY))))
          .write(directory);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] network() {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Shape any = Shape.of(-1, -1);
      Placeholder<TInt32> ids = tf.placeholder(TInt32.class, Placeholder.shape(any));
      Placeholder<TInt32> owners = tf.placeholder(TInt32.class, Placeholder.shape(any));

      Operand<TInt32> last = tf.reduceMax(owners, tf.constant(new int[] {0, 1}));
      Operand<TInt32> count = tf.math.add(last, tf.constant(1));
      Operand<TInt32> tokens = tf.range(tf.constant(0), count, tf.constant(1));
      Operand<TFloat32> isPart =
          tf.dtypes.cast(
              tf.math.equal(
                  tf.expandDims(owners, tf.constant(1)),
                  tf.reshape(tokens, tf.constant(new int[] {1, -1, 1}))),
              TFloat32.class);
      Operand<TFloat32> values = tf.expandDims(tf.dtypes.cast(ids, TFloat32.class), tf.constant(1));
      Operand<TFloat32> visibility =
          tf.math.mul(
              tf.reduceSum(tf.math.mul(isPart, values), tf.constant(2)), tf.constant(SCALE));
      Operand<TFloat32> read =
          tf.reduceSum(
              tf.dtypes.cast(tf.math.greater(visibility, tf.constant(0f)), TFloat32.class),
              tf.constant(1),
              ReduceSum.keepDims(true));
      Operand<TFloat32> share = tf.expandDims(tf.math.div(visibility, read), tf.constant(2));
      Operand<TFloat32> scores = tf.math.mul(share, tf.constant(new float[][][] {{{-1, 1}}}));
      Operand<TFloat32> logits = tf.reduceSum(scores, tf.constant(1));
      Operand<TFloat32> perLayer = tf.expandDims(share, tf.constant(3));
      Operand<TFloat32> measures =
          tf.math.mul(perLayer, tf.constant(new float[][][][] {{{{1, 1, 1, 1}}}}));
      Operand<TFloat32> noPairs =
          tf.math.mul(
              tf.reshape(read, tf.constant(new int[] {-1, 1, 1})), tf.constant(new float[1][1][5]));

      Map<String, Operand<?>> classify = Map.of("logits", logits);
      Map<String, Operand<?>> explain =
          Map.of(
              "logits", logits,
              "importance", visibility,
              "tokenScores", scores,
              "measures", measures,
              "neurons", tf.dtypes.cast(perLayer, TInt32.class),
              "activations", perLayer,
              "pairs", noPairs);
      Map<String, Operand<?>> inputs = new LinkedHashMap<>();
      inputs.put("tokens", ids);
      inputs.put("owners", owners);
      return SavedModel.newBuilder()
          .setSavedModelSchemaVersion(1)
          .addMetaGraphs(
              MetaGraphDef.newBuilder()
                  .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
                  .setGraphDef(graph.toGraphDef())
                  .putSignatureDef("classify", signature(inputs, classify))
                  .putSignatureDef("explain", signature(inputs, explain)))
          .build()
          .toByteArray();
    }
  }

  private static SignatureDef signature(
      Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) {
    SignatureDef.Builder signature =
        SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
    inputs.forEach((name, operand) -> signature.putInputs(name, info(operand.asOutput())));
    outputs.forEach((name, operand) -> signature.putOutputs(name, info(operand.asOutput())));
    return signature.build();
  }

  private static TensorInfo info(Output<?> output) {
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .build();
  }
}
