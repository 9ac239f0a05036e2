package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TensorFlowRuntime;
import io.github.safr.tensorflow.TokenBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * In a network whose normalisations divide by nearly the same number whatever they are given, what
 * a neuron does to the label is what the label loses without it.
 */
@DisplayName("Effects of neurons on the label")
class NeuronEffectsTest {

  private static final int WIDTH = 8;
  private static final int NEURONS = 12;
  private static final int CLASSES = 3;
  private static final int BLOCKS = 2;
  private static final double NEARLY_CONSTANT = 1e6;
  private static final String OUTER = "block2.ffn.outer.kernel";

  private static final int NOBODY = PieceSequence.NOBODY;
  private static final TokenBatch BATCH =
      TokenBatch.of(
          List.of(
              new PieceSequence(
                  new int[] {1, 5, 6, 7, 8, 2}, new int[] {NOBODY, 0, 1, 1, 2, NOBODY}),
              new PieceSequence(new int[] {1, 4, 3, 2}, new int[] {NOBODY, 0, 1, NOBODY})));

  @Test
  void areWhatTheLabelLosesWithoutThem() {
    Weight outer = random(NEURONS * WIDTH, NEURONS, WIDTH);
    Answer whole = run(outer);
    for (int neuron = 0; neuron < NEURONS; neuron++) {
      float[] without = outer.values().clone();
      Arrays.fill(without, neuron * WIDTH, (neuron + 1) * WIDTH, 0);
      Answer changed = run(new Weight(outer.shape(), without));
      for (int text = 0; text < 2; text++) {
        int label = whole.label(text);
        double lost = whole.margin(text, label) - changed.margin(text, label);
        double told = 0;
        for (int token = 0; token < 3; token++) {
          told += whole.effects[(text * 3 + token) * NEURONS + neuron];
        }
        assertThat(told).as("neuron %d of text %d", neuron, text).isNotZero();
        assertThat(told).isCloseTo(lost, within(1e-2 * Math.abs(lost) + 1e-8));
      }
    }
    assertThat(Arrays.copyOfRange(whole.effects, 5 * NEURONS, 6 * NEURONS))
        .as("padding")
        .containsExactly(new float[NEURONS], within(0f));
  }

  private record Answer(float[] logits, float[] effects) {

    int label(int text) {
      int best = 0;
      for (int c = 1; c < CLASSES; c++) {
        best = logits[text * CLASSES + c] > logits[text * CLASSES + best] ? c : best;
      }
      return best;
    }

    double margin(int text, int label) {
      double margin = 0;
      for (int c = 0; c < CLASSES; c++) {
        margin += logits[text * CLASSES + c] * (c == label ? 1 : -1.0 / (CLASSES - 1));
      }
      return margin;
    }
  }

  private static Weight random(int seed, long... shape) {
    Random random = new Random(seed);
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Weight(shape, values);
  }

  private static Answer run(Weight outer) {
    TensorFlowRuntime.load();
    PieceArchitecture architecture =
        new PieceArchitecture(
            9, CLASSES, WIDTH, 2, BLOCKS, NEURONS, 8, NEARLY_CONSTANT, true, 6, 1, 8, 0.1);
    // Large, because the normalisations make everything small.
    Map<String, Weight> weights =
        Map.of(
            OUTER,
            outer,
            "block2.ffn.inner.kernel",
            random(3, WIDTH, NEURONS),
            "block2.ffn.inner.bias",
            random(4, NEURONS),
            "block2.norm2.scale",
            random(5, WIDTH),
            "classifier.kernel",
            random(6, WIDTH, CLASSES));
    try (Graph graph = new Graph();
        TInt32 ids = tensor(BATCH.ids());
        TInt32 owners = tensor(BATCH.owners())) {
      Ops tf = Ops.create(graph);
      Parameters parameters = new GivenParameters(tf, weights);
      EncoderStates states =
          Encoder.of(tf, parameters, architecture, 1, Precision.FLOAT32)
              .infer(new Encoder.Input(tf.constantOf(ids), tf.constantOf(owners)));
      NeuronEffects.Effects parts =
          new NeuronEffects(tf, new Layers(tf, parameters, Precision.FLOAT32), architecture)
              .compute(states);
      Operand<TFloat32> effects = new Tensors(tf).scaleTokens(parts.byNeuron(), parts.reach());
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(states.logits()).fetch(effects).run()) {
        return new Answer(
            Weight.of((TFloat32) result.get(0)).values(),
            Weight.of((TFloat32) result.get(1)).values());
      }
    }
  }

  private static TInt32 tensor(int[] values) {
    return TInt32.tensorOf(Shape.of(BATCH.rows(), BATCH.columns()), DataBuffers.of(values));
  }
}
