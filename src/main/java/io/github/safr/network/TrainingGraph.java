package io.github.safr.network;

import io.github.safr.tensorflow.TensorFlowRuntime;
import io.github.safr.tensorflow.TokenBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A network in training: its weights, its loss, and Adam (Kingma and Ba, 2015) with clipping by the
 * global norm, decoupled weight decay and learning rates by layer. Used by one thread at a time.
 */
public final class TrainingGraph implements AutoCloseable {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final Graph graph;
  private final Session session;
  private final TrainableParameters parameters;
  private final Pretrained pretrained;
  private final Placeholder<TInt32> ids;
  private final Placeholder<TInt32> owners;
  private final Placeholder<TInt32> labels;
  private final Placeholder<TInt64> seed;
  private final Placeholder<TFloat32> learningRate;
  private final Placeholder<TFloat32> powers;
  private final Placeholder<TFloat32> informationWeight;
  private final Placeholder<TFloat32> assigned;
  private final Map<String, Op> assignments = new LinkedHashMap<>();
  private final List<Op> updates = new ArrayList<>();
  private final List<Op> zeroSlots = new ArrayList<>();
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
      OptimizerSettings optimizer,
      Pretrained pretrained,
      Precision precision,
      long runSeed,
      int threads) {
    TensorFlowRuntime.load();
    this.runSeed = runSeed;
    this.pretrained = pretrained;
    graph = new Graph();
    Ops tf = Ops.create(graph);
    ids = tf.withName("ids").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
    owners = tf.withName("owners").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
    labels = tf.withName("labels").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    seed = tf.withName("seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    learningRate = tf.withName("learningRate").placeholder(TFloat32.class);
    powers = tf.withName("powers").placeholder(TFloat32.class, Placeholder.shape(Shape.of(2)));
    informationWeight = tf.withName("informationWeight").placeholder(TFloat32.class);
    assigned = tf.withName("assigned").placeholder(TFloat32.class);
    Losses losses;

    try (HalfPrecision half = HalfPrecision.create()) {
      parameters =
          new TrainableParameters(tf, runSeed, pretrained, half, architecture.eightBitEmbedding());
      double deviation = optimizer.embeddingDeviation();
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

    Operand<TFloat32> gradientNorm =
        addUpdates(tf, losses.total(), optimizer, architecture.blocks());
    // Named copies, since an objective may use one operation for several terms.
    reported =
        List.of(
            tf.withName("loss").identity(losses.total()),
            tf.withName("crossEntropy").identity(losses.crossEntropy()),
            tf.withName("importance").identity(losses.importance()),
            tf.withName("interaction").identity(losses.interaction()),
            tf.withName("information").identity(losses.information()),
            tf.withName("gradientNorm").identity(gradientNorm));
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .setUsePerSessionThreads(threads > 0)
            .build();
    session = new Session(graph, config);
    assign(parameters.takeInitialValues());
  }

  /** Adds the optimiser and returns the length of the whole gradient. */
  private Operand<TFloat32> addUpdates(
      Ops tf, Operand<TFloat32> loss, OptimizerSettings optimizer, int blocks) {
    double clipNorm = optimizer.clipNorm();
    List<Variable<TFloat32>> variables = new ArrayList<>(parameters.variables().values());
    Output<?>[] targets = variables.stream().map(Variable::asOutput).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), targets);
    List<Operand<TFloat32>> squares = new ArrayList<>();
    for (Output<?> gradient : gradients) {
      squares.add(tf.nn.l2Loss(gradient.expect(TFloat32.class)));
    }
    Operand<TFloat32> norm =
        Measures.safeSqrt(tf, tf.math.mul(tf.math.addN(squares), tf.constant(2f)));
    Operand<TFloat32> factor =
        clipNorm > 0
            ? tf.math.minimum(tf.constant(1f), tf.math.div(tf.constant((float) clipNorm), norm))
            : tf.constant(1f);
    // Every update waits for the norm, and so for all gradients: none reads a weight that another
    // has changed already.
    Ops gated = tf.withControlDependencies(List.of(norm));
    Operand<TFloat32> beta1Power =
        tf.reshape(
            tf.slice(powers, tf.constant(new int[] {0}), tf.constant(new int[] {1})),
            tf.constant(new int[0]));
    Operand<TFloat32> beta2Power =
        tf.reshape(
            tf.slice(powers, tf.constant(new int[] {1}), tf.constant(new int[] {1})),
            tf.constant(new int[0]));
    int i = 0;
    for (Map.Entry<String, Variable<TFloat32>> entry : parameters.variables().entrySet()) {
      Variable<TFloat32> variable = entry.getValue();
      Shape shape = variable.shape();
      Variable<TFloat32> first = slot(tf, entry.getKey() + ".adam1", shape);
      Variable<TFloat32> second = slot(tf, entry.getKey() + ".adam2", shape);
      Operand<TFloat32> gradient = tf.math.mul(gradients[i++].expect(TFloat32.class), factor);
      double ownRate = optimizer.rate(entry.getKey(), pretrained, blocks);
      Operand<TFloat32> rate =
          ownRate == 1 ? learningRate : tf.math.mul(learningRate, tf.constant((float) ownRate));
      Ops afterDecay = gated;
      double decay = optimizer.decay(entry.getKey());
      if (decay > 0) {
        Operand<TFloat32> share =
            gated.math.mul(variable, tf.math.mul(rate, tf.constant((float) decay)));
        afterDecay = tf.withControlDependencies(List.of(gated.assignSub(variable, share)));
      }
      updates.add(
          afterDecay.train.applyAdam(
              variable,
              first,
              second,
              beta1Power,
              beta2Power,
              rate,
              tf.constant(BETA1),
              tf.constant(BETA2),
              tf.constant(EPSILON),
              gradient));
      assignments.put(entry.getKey(), tf.assign(variable, assigned));
    }
    return norm;
  }

  private Variable<TFloat32> slot(Ops tf, String name, Shape shape) {
    Variable<TFloat32> slot = tf.withName(name).variable(shape, TFloat32.class);
    zeroSlots.add(tf.assign(slot, tf.zeros(tf.constant(shape.asArray()), TFloat32.class)));
    return slot;
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
    float[] powersOfStep = {(float) Math.pow(BETA1, step), (float) Math.pow(BETA2, step)};
    try (TInt32 idTensor = tensor(batch, batch.ids());
        TInt32 ownerTensor = tensor(batch, batch.owners());
        TInt32 labelTensor = TInt32.vectorOf(wanted);
        TInt64 seedTensor = TInt64.vectorOf(runSeed, step);
        TFloat32 rateTensor = TFloat32.scalarOf((float) rate);
        TFloat32 powerTensor = TFloat32.vectorOf(powersOfStep);
        TFloat32 informationTensor = TFloat32.scalarOf((float) information)) {
      Session.Runner runner =
          session
              .runner()
              .feed(ids, idTensor)
              .feed(owners, ownerTensor)
              .feed(labels, labelTensor)
              .feed(seed, seedTensor)
              .feed(learningRate, rateTensor)
              .feed(powers, powerTensor)
              .feed(informationWeight, informationTensor);
      updates.forEach(runner::addTarget);
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

  private void assign(Map<String, Weight> weights) {
    weights.forEach(
        (name, weight) -> {
          try (TFloat32 value = weight.toTensor()) {
            session.runner().feed(assigned, value).addTarget(assignments.get(name)).run().close();
          }
        });
    Session.Runner runner = session.runner();
    zeroSlots.forEach(runner::addTarget);
    runner.run().close();
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
