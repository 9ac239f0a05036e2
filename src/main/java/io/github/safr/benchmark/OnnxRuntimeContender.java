package io.github.safr.benchmark;

import io.github.safr.benchmark.onnx.OnnxModel;
import io.github.safr.model.ModelDirectory;
import io.github.safr.tensorflow.TokenBatch;
import java.util.List;

/** The same weights on the same batches in ONNX Runtime. */
final class OnnxRuntimeContender implements Contender {

  /** How far logits may be apart. */
  static final float TOLERANCE = 1e-4f;

  private final OnnxRuntimeEngine engine;
  private final List<TokenBatch> batches;
  private final int sentences;
  private final float difference;

  /**
   * Loads the model and compares.
   *
   * @param logits what our engine makes of the batches
   * @throws IllegalStateException if ONNX Runtime makes something else of them
   */
  OnnxRuntimeContender(
      String model, List<TokenBatch> batches, float[][] logits, int sentences, int threads)
      throws Exception {
    this.batches = batches;
    this.sentences = sentences;
    engine = new OnnxRuntimeEngine(ModelDirectory.with(model, OnnxModel::of), threads);
    float largest = 0;
    for (int i = 0; i < logits.length; i++) {
      float[] theirs = engine.logits(batches.get(i));
      for (int k = 0; k < theirs.length; k++) {
        largest = Math.max(largest, Math.abs(theirs[k] - logits[i][k]));
      }
    }
    difference = largest;
    if (!(difference <= TOLERANCE)) {
      engine.close();
      throw new IllegalStateException(
          "ONNX Runtime's logits differ from ours by " + difference + ": not the same network.");
    }
  }

  /** The largest difference between a logit of theirs and ours. */
  float difference() {
    return difference;
  }

  String version() {
    return engine.version();
  }

  @Override
  public int sentences() {
    return sentences;
  }

  @Override
  public void run() throws Exception {
    for (TokenBatch batch : batches) {
      engine.logits(batch);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
