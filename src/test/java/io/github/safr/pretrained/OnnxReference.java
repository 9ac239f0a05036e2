package io.github.safr.pretrained;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The original encoder, run by ONNX Runtime: what our arithmetic is compared with. */
public final class OnnxReference implements AutoCloseable {

  private static final String LAST_HIDDEN = "output_0";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** Loads the ONNX file that {@link MiniLm} reads, on one thread. */
  public OnnxReference() throws IOException, OrtException {
    try (InputStream in = MiniLm.class.getClassLoader().getResourceAsStream(MiniLm.ONNX);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(in.readAllBytes(), options);
    }
  }

  /**
   * The encoder's last layer for one sequence that is all attended to and all of token type 0.
   *
   * @param pieceIds ids of word pieces, with those of {@code [CLS]} and {@code [SEP]}
   * @return [pieces, 384]
   */
  public float[][] lastHidden(long[] pieceIds) throws OrtException {
    long[] ones = new long[pieceIds.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor ids = row(pieceIds);
        OnnxTensor mask = row(ones);
        OnnxTensor types = row(new long[pieceIds.length]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types),
                Set.of(LAST_HIDDEN))) {
      return ((float[][][]) result.get(0).getValue())[0];
    }
  }

  private OnnxTensor row(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {values});
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
