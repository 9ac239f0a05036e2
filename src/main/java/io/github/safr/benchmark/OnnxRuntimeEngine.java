package io.github.safr.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.github.safr.benchmark.onnx.OnnxModel;
import io.github.safr.tensorflow.TokenBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network in ONNX Runtime, on the processor: all optimisations on, and waiting threads asleep, so
 * that they take no processor from others.
 */
final class OnnxRuntimeEngine implements AutoCloseable {

  /** How far logits may be apart. */
  static final float TOLERANCE = 1e-4f;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /**
   * Loads a network.
   *
   * @param file what {@link OnnxModel} wrote
   * @param threads how many compute one batch
   */
  OnnxRuntimeEngine(byte[] file, int threads) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      session = environment.createSession(file, options);
    }
  }

  /**
   * Compares logits with those of another engine.
   *
   * @param batches what both read
   * @param logits what the other one made of each
   * @return the largest difference
   * @throws IllegalStateException if it is larger than {@value #TOLERANCE}
   */
  float compare(List<TokenBatch> batches, float[][] logits) throws OrtException {
    float largest = 0;
    for (int i = 0; i < logits.length; i++) {
      float[] ours = logits(batches.get(i));
      for (int k = 0; k < ours.length; k++) {
        largest = Math.max(largest, Math.abs(ours[k] - logits[i][k]));
      }
    }
    if (!(largest <= TOLERANCE)) {
      throw new IllegalStateException(
          "ONNX Runtime's logits differ from ours by " + largest + ": not the same network.");
    }
    return largest;
  }

  /** The logits of a batch, {@code [rows, classes]} row by row. */
  float[] logits(TokenBatch batch) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put(OnnxModel.TOKENS, tensor(batch, batch.ids()));
      if (session.getInputNames().contains(OnnxModel.OWNERS)) {
        inputs.put(OnnxModel.OWNERS, tensor(batch, batch.owners()));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] values = new float[logits.remaining()];
        logits.get(values);
        return values;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(TokenBatch batch, int[] values) throws OrtException {
    // From a direct buffer it is not copied again.
    IntBuffer direct =
        ByteBuffer.allocateDirect(values.length * Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .asIntBuffer();
    direct.put(values).rewind();
    return OnnxTensor.createTensor(environment, direct, new long[] {batch.rows(), batch.columns()});
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not close the network.", e);
    }
  }
}
