package io.github.safr.network;

import io.github.safr.tensorflow.TensorFlowRuntime;
import io.github.safr.tensorflow.TokenBatch;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A trained network as it will be shipped, its weights rounded, before it is: what its explanations
 * are learned from.
 */
public final class FrozenClassifier implements AutoCloseable {

  /**
   * What an attribution head reads of a batch; {@code T} is the most tokens of a window in it.
   *
   * @param features {@code [B, T, D]}, row by row
   * @param visibility {@code [B, T]}: how much the mask lets through; 0 at padding
   * @param shares {@code [B, T, C]}: each token's exact share of the logits
   */
  public record Reading(float[] features, float[] visibility, float[] shares) {}

  private final Architecture architecture;
  private final Graph graph;
  private final Session session;
  private final Placeholder<TInt32> ids;
  private final Placeholder<TInt32> owners;
  private final Operand<TFloat32> logits;
  private final Operand<TFloat32> features;
  private final Operand<TFloat32> visibility;
  private final Operand<TFloat32> shares;

  /**
   * The network of an architecture.
   *
   * @param weights its weights, which are rounded as a model's are
   * @param threads threads of TensorFlow, 0 for its own choice
   */
  public FrozenClassifier(Architecture architecture, Map<String, Weight> weights, int threads) {
    TensorFlowRuntime.load();
    this.architecture = architecture;
    graph = new Graph();
    try {
      Ops tf = Ops.create(graph);
      ids = tf.withName("ids").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
      owners = tf.withName("owners").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
      try (HalfPrecision half = HalfPrecision.create()) {
        EncoderStates states =
            Encoder.of(
                    tf,
                    new FrozenParameters(tf, half, weights, architecture.eightBitEmbedding()),
                    architecture,
                    1,
                    Precision.FLOAT32)
                .infer(new Encoder.Input(ids, owners));
        logits = states.logits();
        features = AttributionHead.features(tf, states);
        visibility = tf.math.mul(states.keepProbability(), states.valid());
        shares = states.tokenScores();
      }
      session = new Session(graph, TrainingGraph.threads(threads));
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /** {@code D}: features of a token. */
  public int features() {
    return AttributionHead.features(architecture);
  }

  /**
   * Class scores of windows.
   *
   * @return {@code [B, C]}, row by row
   */
  public float[] logits(TokenBatch batch) {
    try (TInt32 idTensor = tensor(batch, batch.ids());
        TInt32 ownerTensor = tensor(batch, batch.owners());
        Result result =
            session.runner().feed(ids, idTensor).feed(owners, ownerTensor).fetch(logits).run()) {
      return Weight.of((TFloat32) result.get(0)).values();
    }
  }

  /** What an attribution head reads of windows. */
  public Reading read(TokenBatch batch) {
    try (TInt32 idTensor = tensor(batch, batch.ids());
        TInt32 ownerTensor = tensor(batch, batch.owners());
        Result result =
            session
                .runner()
                .feed(ids, idTensor)
                .feed(owners, ownerTensor)
                .fetch(features)
                .fetch(visibility)
                .fetch(shares)
                .run()) {
      return new Reading(
          Weight.of((TFloat32) result.get(0)).values(),
          Weight.of((TFloat32) result.get(1)).values(),
          Weight.of((TFloat32) result.get(2)).values());
    }
  }

  private static TInt32 tensor(TokenBatch batch, int[] values) {
    return TInt32.tensorOf(Shape.of(batch.rows(), batch.columns()), DataBuffers.of(values));
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
