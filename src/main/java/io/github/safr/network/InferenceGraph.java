package io.github.safr.network;

import com.google.protobuf.CodedOutputStream;
import io.github.safr.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Freezes a network: a graph of constants, without what only training needs, with two signatures.
 *
 * <p>{@code classify}: {@code tokens} int32 {@code [B, L]}, padded with 0, to {@code logits} {@code
 * [B, C]}. A network that reads pieces of tokens takes {@code owners} int32 {@code [B, L]} besides:
 * the token, from 0, that each piece is part of, -1 for none; its {@code L} pieces then become
 * {@code T} tokens in all outputs. {@code explain}: the same input to {@code logits} and, all zero
 * at padding, {@code visibility} {@code [B, L]} (the mask's keep probability), {@code tokenScores}
 * {@code [B, L, C]} (what an attribution head says, or else each token's exact share of the logits)
 * and the tensors of {@link ExplanationMeasures#compute}. What lies between has the names of {@link
 * io.github.safr.tensorflow.InnerTensors}.
 */
public final class InferenceGraph {

  private static final String TAG = "serve";

  private InferenceGraph() {}

  /**
   * The frozen network in TensorFlow's SavedModel format: the content of {@code saved_model.pb}.
   *
   * @param weights all weights of the architecture, and of an attribution head if it has one; they
   *     are rounded to half precision, and the embedding of a network that reads pieces to eight
   *     bits an entry
   */
  public static byte[] freeze(
      Architecture architecture, Map<String, Weight> weights, ExplanationSettings settings) {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph();
        HalfPrecision precision = HalfPrecision.create()) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt32> tokens =
          tf.withName("tokens").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
      Placeholder<TInt32> owners =
          tf.withName("owners").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
      FrozenParameters parameters =
          new FrozenParameters(tf, precision, weights, architecture.eightBitEmbedding());
      Encoder encoder = Encoder.of(tf, parameters, architecture, 1, Precision.FLOAT32);
      EncoderStates states =
          encoder.infer(
              new Encoder.Input(
                  architecture.countPadding() ? padded(tf, tokens, architecture) : tokens, owners));
      Map<String, Placeholder<TInt32>> inputs = new LinkedHashMap<>();
      inputs.put("tokens", tokens);
      if (encoder.readsOwners()) {
        inputs.put("owners", owners);
      }
      Layers layers = new Layers(tf, parameters, Precision.FLOAT32);
      Operand<TFloat32> tokenScores =
          AttributionHead.isIn(weights)
              ? new AttributionHead(tf, layers, architecture).scores(states)
              : states.tokenScores();
      ExplanationMeasures explanation =
          new ExplanationMeasures(
              tf,
              states,
              settings,
              tokenScores,
              new NeuronEffects(tf, layers, architecture).compute(states),
              architecture.innerWidth());
      ExplanationMeasures.Outputs tensors = explanation.compute();

      Map<String, Operand<?>> classify = new LinkedHashMap<>();
      classify.put("logits", tf.withName("logits").identity(states.logits()));
      Map<String, Operand<?>> explain = new LinkedHashMap<>(classify);
      explain.put("visibility", explanation.keepProbability());
      explain.put("tokenScores", tokenScores);
      explain.put("measures", tensors.measures());
      explain.put("neurons", tensors.neurons());
      explain.put("activations", tensors.activations());
      explain.put("effects", tensors.effects());
      explain.put("pairs", tensors.pairs());

      MetaGraphDef meta =
          MetaGraphDef.newBuilder()
              .setMetaInfoDef(
                  MetaGraphDef.MetaInfoDef.newBuilder()
                      .addTags(TAG)
                      .setTensorflowVersion(TensorFlow.version()))
              .setGraphDef(graph.toGraphDef())
              .putSignatureDef("classify", signature(inputs, classify))
              .putSignatureDef("explain", signature(inputs, explain))
              .build();
      return bytes(
          SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build());
    }
  }

  /** The same bytes for the same model: maps come in another order from every process otherwise. */
  private static byte[] bytes(SavedModel model) {
    byte[] bytes = new byte[model.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      model.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.checkNoSpaceLeft();
    return bytes;
  }

  /** Padding that takes part must be the same for every text, whatever its batch is. */
  private static Operand<TInt32> padded(Ops tf, Operand<TInt32> tokens, Architecture architecture) {
    Operand<TInt32> shape = tf.shape(tokens, TInt32.class);
    Operand<TInt32> length =
        tf.slice(shape, tf.constant(new int[] {1}), tf.constant(new int[] {1}));
    Operand<TInt32> missing =
        tf.math.maximum(
            tf.math.sub(tf.constant(new int[] {architecture.maxTokens()}), length),
            tf.constant(new int[] {0}));
    Operand<TInt32> behind =
        tf.reshape(
            tf.concat(List.of(tf.constant(new int[] {0}), missing), tf.constant(0)),
            tf.constant(new int[] {1, 2}));
    Operand<TInt32> paddings =
        tf.concat(List.of(tf.constant(new int[][] {{0, 0}}), behind), tf.constant(0));
    return tf.pad(tokens, paddings, tf.constant(WordNetwork.PADDING));
  }

  private static SignatureDef signature(
      Map<String, Placeholder<TInt32>> inputs, Map<String, Operand<?>> outputs) {
    SignatureDef.Builder signature =
        SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
    inputs.forEach((name, input) -> signature.putInputs(name, info(input.asOutput())));
    outputs.forEach((name, operand) -> signature.putOutputs(name, info(operand.asOutput())));
    return signature.build();
  }

  private static TensorInfo info(Output<?> output) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    if (output.shape().isUnknown()) {
      shape.setUnknownRank(true);
    } else {
      for (long size : output.shape().asArray()) {
        shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
      }
    }
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(shape)
        .build();
  }
}
