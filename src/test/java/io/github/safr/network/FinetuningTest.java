package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * The first step of Adam moves every weight with a gradient by the learning rate, whatever the
 * gradient's size; so rates and decay show in single steps.
 */
@DisplayName("A step from pretrained weights")
class FinetuningTest {

  private static final double RATE = 1e-3;
  private static final TokenBatch BATCH =
      TokenBatch.of(
          List.of(
              new PieceSequence(new int[] {1, 5, 6, 7, 2}, new int[] {-1, 0, 1, 1, -1}),
              new PieceSequence(new int[] {1, 8, 3, 2}, new int[] {-1, 0, 1, -1})));

  @Test
  void leavesTheEmbeddingAndFrozenBlocksAsTheyAre() {
    step(
        new OptimizerSettings(1, 0, 0.5, 1, 1),
        1,
        (before, after) -> {
          for (String name : before.keySet()) {
            boolean frozen = Pretrained.blockOf(name) <= 1 && !isFresh(name);
            float[] old = before.get(name).values();
            if (frozen) {
              assertThat(after.get(name).values()).as(name).isEqualTo(old);
            } else {
              assertThat(after.get(name).values()).as(name).isNotEqualTo(old);
            }
          }
        });
  }

  @Test
  void isSmallerInLowerBlocksAndLargerForWhatIsNew() {
    step(
        new OptimizerSettings(1, 0, 0, 0.5, 4),
        0,
        (before, after) -> {
          assertThat(largestMove(before, after, "block2.ffn.inner.kernel"))
              .isCloseTo(RATE, within(1e-5));
          assertThat(largestMove(before, after, "block1.ffn.inner.kernel"))
              .isCloseTo(RATE / 2, within(1e-5));
          assertThat(largestMove(before, after, "classifier.kernel"))
              .isCloseTo(RATE * 4, within(1e-5));
        });
  }

  @Test
  void shrinksKernelsApartFromTheirGradients() {
    double decay = 0.5;
    step(
        new OptimizerSettings(1, 0, decay, 1, 1),
        0,
        (before, after) -> {
          float[] old = before.get("block2.ffn.outer.kernel").values();
          float[] now = after.get("block2.ffn.outer.kernel").values();
          double[] withoutDecay = new double[old.length];
          for (int i = 0; i < old.length; i++) {
            withoutDecay[i] = Math.abs(now[i] - old[i] + RATE * decay * old[i]);
          }
          // Where the gradient is next to nothing Adam's epsilon makes the step smaller.
          Arrays.sort(withoutDecay);
          assertThat(withoutDecay[old.length / 2]).isCloseTo(RATE, within(1e-5));
          assertThat(withoutDecay[old.length - 1]).isCloseTo(RATE, within(1e-5));
          float[] shift = before.get("block2.norm1.shift").values();
          float[] moved = after.get("block2.norm1.shift").values();
          for (int i = 0; i < shift.length; i++) {
            assertThat(Math.abs(moved[i] - shift[i])).isCloseTo((float) RATE, within(2e-5f));
          }
        });
  }

  @Test
  void refusesWeightsOfAnotherShape() {
    Map<String, Weight> weights = pretrained();
    weights.put("block1.ffn.inner.kernel", new Weight(new long[] {1, 2}, new float[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph(new OptimizerSettings(1, 0), new Pretrained(weights, 0)).close())
        .withMessageContaining("block1.ffn.inner.kernel");
  }

  @Test
  void isAboutTheSameInBfloat16() {
    OptimizerSettings optimizer = new OptimizerSettings(1, 0, 0, 1, 1);
    Pretrained start = new Pretrained(pretrained(), 0);
    double[] losses = new double[2];
    for (Precision precision : Precision.values()) {
      try (TrainingGraph graph = graph(optimizer, start, precision)) {
        losses[precision.ordinal()] = graph.step(BATCH, new int[] {0, 1}, 1, RATE, 0.1).total();
      }
    }
    assertThat(losses[1]).isCloseTo(losses[0], within(0.02)).isNotEqualTo(losses[0]);
  }

  private static boolean isFresh(String name) {
    return name.startsWith("mask") || name.startsWith("classifier");
  }

  private static double largestMove(
      Map<String, Weight> before, Map<String, Weight> after, String name) {
    double largest = 0;
    for (int i = 0; i < before.get(name).values().length; i++) {
      largest =
          Math.max(largest, Math.abs(after.get(name).values()[i] - before.get(name).values()[i]));
    }
    return largest;
  }

  private static void step(
      OptimizerSettings optimizer,
      int frozenBlocks,
      BiConsumer<Map<String, Weight>, Map<String, Weight>> check) {
    try (TrainingGraph graph = graph(optimizer, new Pretrained(pretrained(), frozenBlocks))) {
      Map<String, Weight> before = graph.weights();
      graph.step(BATCH, new int[] {0, 1}, 1, RATE, 0.1);
      check.accept(before, graph.weights());
    }
  }

  private static TrainingGraph graph(OptimizerSettings optimizer, Pretrained start) {
    return graph(optimizer, start, Precision.FLOAT32);
  }

  private static TrainingGraph graph(
      OptimizerSettings optimizer, Pretrained start, Precision precision) {
    return new TrainingGraph(
        new PieceArchitecture(9, 2, 8, 2, 2, 12, 8, 1e-12, true, 6, 1, 8, 0),
        new LossSettings(Objective.CORRECTED, 1, 1, 0.3, List.of(2)),
        optimizer,
        start,
        precision,
        4,
        1);
  }

  /** All weights of the encoder, at random. */
  private static Map<String, Weight> pretrained() {
    SplittableRandom random = new SplittableRandom(8);
    Map<String, Weight> weights = new HashMap<>();
    BiConsumer<String, long[]> add =
        (name, shape) ->
            weights.put(
                name,
                new Weight(shape, new Initializer.Normal(0.4).values(Shape.of(shape), random)));
    add.accept("embedding", new long[] {9, 8});
    add.accept("position", new long[] {8, 8});
    add.accept("embedding.norm.scale", new long[] {8});
    add.accept("embedding.norm.shift", new long[] {8});
    for (int n = 1; n <= 2; n++) {
      String block = "block" + n;
      add.accept(block + ".attention.input.kernel", new long[] {8, 24});
      add.accept(block + ".attention.input.bias", new long[] {24});
      add.accept(block + ".attention.output.kernel", new long[] {8, 8});
      add.accept(block + ".attention.output.bias", new long[] {8});
      add.accept(block + ".norm1.scale", new long[] {8});
      add.accept(block + ".norm1.shift", new long[] {8});
      add.accept(block + ".ffn.inner.kernel", new long[] {8, 12});
      add.accept(block + ".ffn.inner.bias", new long[] {12});
      add.accept(block + ".ffn.outer.kernel", new long[] {12, 8});
      add.accept(block + ".ffn.outer.bias", new long[] {8});
      add.accept(block + ".norm2.scale", new long[] {8});
      add.accept(block + ".norm2.shift", new long[] {8});
    }
    return weights;
  }
}
