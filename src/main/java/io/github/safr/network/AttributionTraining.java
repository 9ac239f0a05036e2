package io.github.safr.network;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.tensorflow.types.TInt64;

/**
 * An attribution head in training. It learns from what a finished network makes of parts of texts:
 * the shares of the tokens that are left should sum to how far the logits move from those of a text
 * without tokens. With parts weighted by the Shapley kernel, the answer that fits best is the
 * Shapley value (Charnes et al., 1988; Lundberg and Lee, 2017), with other weights that depend on
 * the size of the part another least-square value (Ruiz et al., 1998). Used by one thread at a
 * time.
 */
public final class AttributionTraining implements AutoCloseable {

  private static final double WEIGHT_DECAY = 0.01;
  private static final double CLIP_NORM = 1;

  private final Graph graph;
  private final Session session;
  private final TrainableParameters parameters;
  private final Optimizer optimizer;
  private final long seed;
  private final Placeholder<TFloat32> features;
  private final Placeholder<TFloat32> visibility;
  private final Placeholder<TFloat32> shares;
  private final Placeholder<TFloat32> parts;
  private final Placeholder<TFloat32> moves;
  private final Placeholder<TFloat32> counts;
  private final Placeholder<TInt64> draw;
  private final Operand<TFloat32> trainingLoss;
  private final Operand<TFloat32> loss;
  private final Operand<TFloat32> scores;

  /**
   * Builds the graph and sets the weights to their start.
   *
   * @param architecture of the network to explain
   * @param dropout probability of dropping a value in training
   * @param threads threads of TensorFlow, 0 for its own choice
   */
  public AttributionTraining(Architecture architecture, double dropout, long seed, int threads) {
    TensorFlowRuntime.load();
    this.seed = seed;
    graph = new Graph();
    try {
      Ops tf = Ops.create(graph);
      int classes = architecture.classes();
      int size = AttributionHead.features(architecture);
      features = placeholder(tf, "features", -1, -1, size);
      visibility = placeholder(tf, "visibility", -1, -1);
      shares = placeholder(tf, "shares", -1, -1, classes);
      parts = placeholder(tf, "parts", -1, -1, -1);
      moves = placeholder(tf, "moves", -1, -1, classes);
      counts = placeholder(tf, "counts", -1, -1);
      draw = tf.withName("draw").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
      try (HalfPrecision half = HalfPrecision.create()) {
        parameters = new TrainableParameters(tf, seed, Pretrained.NOTHING, half, false);
      }
      AttributionHead head =
          new AttributionHead(tf, new Layers(tf, parameters, Precision.FLOAT32), architecture);
      trainingLoss =
          loss(tf, head.scores(features, visibility, shares, new Noise(tf, draw), dropout));
      scores = head.scores(features, visibility, shares, null, 0);
      loss = loss(tf, scores);
      optimizer =
          new Optimizer(graph, tf, trainingLoss, parameters.variables(), CLIP_NORM, new Rates());
      session = TrainingGraph.start(graph, threads, optimizer, parameters.takeInitialValues());
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /** All weights learn alike; those of kernels decay. */
  private static final class Rates implements Optimizer.Rates {

    @Override
    public double rate(String name) {
      return 1;
    }

    @Override
    public double decay(String name) {
      return name.endsWith(".kernel") ? WEIGHT_DECAY : 0;
    }
  }

  /** Mean over parts, weighted, of the squared errors of all labels. */
  private Operand<TFloat32> loss(Ops tf, Operand<TFloat32> shares) {
    Operand<TFloat32> told = Layers.batchMatMul(tf, parts, shares, false);
    Operand<TFloat32> errors =
        tf.reduceSum(tf.math.squaredDifference(told, moves), tf.constant(-1));
    Operand<TInt32> all = tf.constant(new int[] {0, 1});
    return tf.math.divNoNan(
        tf.reduceSum(tf.math.mul(errors, counts), all), tf.reduceSum(counts, all));
  }

  private static Placeholder<TFloat32> placeholder(Ops tf, String name, long... shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  /**
   * Windows with what is known of them, padded with zeros to {@code T} tokens and {@code K} parts;
   * all row by row.
   *
   * @param rows {@code B}
   * @param features {@code [B, T, D]}, as {@link FrozenClassifier#read} gives them
   * @param visibility {@code [B, T]}, as {@link FrozenClassifier#read} gives it
   * @param shares {@code [B, T, C]}, as {@link FrozenClassifier#read} gives them
   * @param parts {@code [B, K, T]}: 1 for the tokens that a part keeps
   * @param moves {@code [B, K, C]}: logits of the part less those of no text, centred over labels
   * @param counts {@code [B, K]}: weight of each part, 0 at padding
   */
  public record Batch(
      int rows,
      float[] features,
      float[] visibility,
      float[] shares,
      float[] parts,
      float[] moves,
      float[] counts) {}

  /**
   * One step.
   *
   * @param number of the step, from 1
   * @param rate learning rate
   * @return the loss before it, with dropout
   */
  public double step(Batch batch, long number, double rate) {
    try (Fed fed = new Fed(batch);
        TInt64 drawTensor = TInt64.vectorOf(seed, number);
        Optimizer.Step move = optimizer.new Step(number, rate)) {
      Session.Runner runner = fed.to(session.runner()).feed(draw, drawTensor);
      move.addTo(runner);
      try (Result result = runner.fetch(trainingLoss).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  /** The loss as the finished head would have it. */
  public double loss(Batch batch) {
    try (Fed fed = new Fed(batch);
        Result result = fed.to(session.runner()).fetch(loss).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** What the finished head would say: {@code [B, T, C]}, row by row. */
  public float[] scores(Batch batch) {
    try (Fed fed = new Fed(batch);
        Result result = fed.to(session.runner()).fetch(scores).run()) {
      return Weight.of((TFloat32) result.get(0)).values();
    }
  }

  /** A batch as tensors. */
  private final class Fed implements AutoCloseable {

    private final Map<Placeholder<TFloat32>, TFloat32> tensors = new LinkedHashMap<>();

    Fed(Batch batch) {
      int rows = batch.rows();
      int tokens = batch.visibility().length / rows;
      int known = batch.counts().length / rows;
      add(features, batch.features(), rows, tokens, batch.features().length / rows / tokens);
      add(visibility, batch.visibility(), rows, tokens);
      add(shares, batch.shares(), rows, tokens, batch.shares().length / rows / tokens);
      add(parts, batch.parts(), rows, known, tokens);
      add(moves, batch.moves(), rows, known, batch.moves().length / rows / known);
      add(counts, batch.counts(), rows, known);
    }

    private void add(Placeholder<TFloat32> input, float[] values, long... shape) {
      tensors.put(input, TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values)));
    }

    Session.Runner to(Session.Runner runner) {
      tensors.forEach(runner::feed);
      return runner;
    }

    @Override
    public void close() {
      tensors.values().forEach(TFloat32::close);
    }
  }

  /** The weights of the head, by name. */
  public Map<String, Weight> weights() {
    Map<String, Weight> weights = new LinkedHashMap<>();
    List<String> names = List.copyOf(parameters.variables().keySet());
    Session.Runner runner = session.runner();
    parameters.variables().values().forEach(runner::fetch);
    try (Result result = runner.run()) {
      for (int i = 0; i < names.size(); i++) {
        weights.put(names.get(i), Weight.of((TFloat32) result.get(i)));
      }
    }
    return weights;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
