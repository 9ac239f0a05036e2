package io.github.safr.network;

import io.github.safr.tensorflow.TensorFlowRuntime;
import io.github.safr.tensorflow.TokenBatch;
import java.nio.file.Path;
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
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A network in training: its weights, its loss, and the optimiser, with learning rates by layer.
 * Used by one thread at a time.
 */
public final class TrainingGraph implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final TrainableParameters parameters;
  private final Pretrained pretrained;
  private final Placeholder<TInt32> ids;
  private final Placeholder<TInt32> owners;
  private final Placeholder<TInt32> labels;
  private final Placeholder<TInt64> seed;
  private final Placeholder<TFloat32> informationWeight;
  private final Optimizer optimizer;
  private final List<Operand<TFloat32>> reported;
  private final Operand<TFloat32> logits;
  private final Operand<TFloat32> keepProbability;
  private final long runSeed;

  /**
   * Builds the graph and sets the weights to their start.
   *
   * @param precision of matrix products in training; what {@link #infer} computes is in full
   * @param threads threads of TensorFlow, 0 for its own choice; on a processor, results are
   *     repeatable to the bit with 1
   */
  public TrainingGraph(
      Architecture architecture,
      LossSettings settings,
      OptimizerSettings optimizerSettings,
      Pretrained pretrained,
      Precision precision,
      long runSeed,
      int threads) {
    TensorFlowRuntime.load();
    this.runSeed = runSeed;
    this.pretrained = pretrained;
    graph = new Graph();
    try {
      Ops tf = Ops.create(graph);
      ids = tf.withName("ids").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
      owners = tf.withName("owners").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
      labels = tf.withName("labels").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      seed = tf.withName("seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
      informationWeight = tf.withName("informationWeight").placeholder(TFloat32.class);
      Losses losses;
      try (HalfPrecision half = HalfPrecision.create()) {
        parameters =
            new TrainableParameters(
                tf, runSeed, pretrained, half, architecture.eightBitEmbedding());
        double deviation = optimizerSettings.embeddingDeviation();
        Encoder.Input input = new Encoder.Input(ids, owners);
        EncoderStates training =
            Encoder.of(tf, parameters, architecture, deviation, precision)
                .train(input, new Noise(tf, seed));
        losses =
            new LossBuilder(tf, architecture, settings).build(training, labels, informationWeight);
        EncoderStates inference =
            Encoder.of(tf, parameters, architecture, deviation, Precision.FLOAT32).infer(input);
        logits = inference.logits();
        keepProbability = inference.keepProbability();
      }

      optimizer = optimizer(tf, losses.total(), optimizerSettings, architecture.blocks());
      // Named copies, since an objective may use one operation for several terms.
      reported =
          List.of(
              tf.withName("loss").identity(losses.total()),
              tf.withName("crossEntropy").identity(losses.crossEntropy()),
              tf.withName("importance").identity(losses.importance()),
              tf.withName("interaction").identity(losses.interaction()),
              tf.withName("information").identity(losses.information()),
              tf.withName("gradientNorm").identity(optimizer.gradientNorm()));
      session = start(graph, threads, optimizer, parameters.takeInitialValues());
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /**
   * Opens a session and sets its variables to their start.
   *
   * @param threads threads of TensorFlow, 0 for its own choice
   * @param values of all variables, by name
   */
  static Session start(Graph graph, int threads, Optimizer optimizer, Map<String, Weight> values) {
    Session session = new Session(graph, threads(threads));
    try {
      optimizer.start(session, values);
    } catch (RuntimeException | Error e) {
      // A graph cannot be closed before its sessions: it would wait for them.
      session.close();
      throw e;
    }
    return session;
  }

  /** How many threads a session has: 0 for TensorFlow's choice. */
  static ConfigProto threads(int threads) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(threads)
        .setUsePerSessionThreads(threads > 0)
        .build();
  }

  private Optimizer optimizer(
      Ops tf, Operand<TFloat32> loss, OptimizerSettings settings, int blocks) {
    return new Optimizer(
        graph,
        tf,
        loss,
        parameters.variables(),
        settings.clipNorm(),
        new Optimizer.Rates() {
          @Override
          public double rate(String name) {
            return settings.rate(name, pretrained, blocks);
          }

          @Override
          public double decay(String name) {
            return settings.decay(name);
          }
        });
  }

  /**
   * One step of training.
   *
   * @param batch texts
   * @param wanted the right class of each
   * @param step number of the step, from 1: Adam's bias correction and the random draws follow it
   * @param rate learning rate
   * @param information weight of the information term
   * @return the loss and its terms
   */
  public LossValues step(
      TokenBatch batch, int[] wanted, long step, double rate, double information) {
    try (TInt32 idTensor = tensor(batch, batch.ids());
        TInt32 ownerTensor = tensor(batch, batch.owners());
        TInt32 labelTensor = TInt32.vectorOf(wanted);
        TInt64 seedTensor = TInt64.vectorOf(runSeed, step);
        TFloat32 informationTensor = TFloat32.scalarOf((float) information);
        Optimizer.Step move = optimizer.new Step(step, rate)) {
      Session.Runner runner =
          session
              .runner()
              .feed(ids, idTensor)
              .feed(owners, ownerTensor)
              .feed(labels, labelTensor)
              .feed(seed, seedTensor)
              .feed(informationWeight, informationTensor);
      move.addTo(runner);
      reported.forEach(runner::fetch);
      try (Result result = runner.run()) {
        double[] values = new double[reported.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = ((TFloat32) result.get(i)).getFloat();
        }
        return new LossValues(values[0], values[1], values[2], values[3], values[4], values[5]);
      }
    }
  }

  /** Classifies texts as the finished model would. */
  public Inference infer(TokenBatch batch) {
    try (TInt32 idTensor = tensor(batch, batch.ids());
        TInt32 ownerTensor = tensor(batch, batch.owners());
        Result result =
            session
                .runner()
                .feed(ids, idTensor)
                .feed(owners, ownerTensor)
                .fetch(logits)
                .fetch(keepProbability)
                .run()) {
      return new Inference(
          Weight.of((TFloat32) result.get(0)).values(),
          Weight.of((TFloat32) result.get(1)).values());
    }
  }

  /** The current weights, by name; those that are not trained among them. */
  public Map<String, Weight> weights() {
    Session.Runner runner = session.runner();
    parameters.variables().values().forEach(runner::fetch);
    Map<String, Weight> weights = new LinkedHashMap<>(pretrained.weights());
    try (Result result = runner.run()) {
      int i = 0;
      for (String name : parameters.variables().keySet()) {
        weights.put(name, Weight.of((TFloat32) result.get(i++)));
      }
    }
    return weights;
  }

  /** Writes weights and Adam's state to files whose names begin with {@code prefix}. */
  public void save(Path prefix) {
    session.save(prefix.toString());
  }

  /** Reads back what {@link #save} wrote. */
  public void restore(Path prefix) {
    session.restore(prefix.toString());
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
