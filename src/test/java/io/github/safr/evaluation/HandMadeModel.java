package io.github.safr.evaluation;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.safr.model.Explanation;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.model.TokenAllocation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * A model whose neurons can be reckoned with by hand. Every text is positive with probability .6,
 * or .2 if it begins with "no"; each of the six neurons of block 2 that is set to zero takes what
 * is its own from that, or adds to it.
 */
final class HandMadeModel {

  static final int BLOCK = 2;

  /** What the probability of positive loses without each neuron. */
  private static final double[] LOSS = {-.02, .04, .10, .20, .01, .15};

  /** Which neurons each token has in block 2; those that fire at it, too. */
  private static final Map<String, int[]> NEURONS =
      Map.of(
          "a", new int[] {0, 1},
          "b", new int[] {1, 2},
          "c", new int[] {3},
          "d", new int[] {3, 2},
          "e", new int[] {4},
          "f", new int[] {3},
          "no", new int[] {5});

  private HandMadeModel() {}

  static SafrModel model() {
    ModelManifest manifest = mock(ModelManifest.class);
    when(manifest.allocationLayers()).thenReturn(List.of(0, 1, BLOCK));
    SafrModel model = mock(SafrModel.class);
    when(model.manifest()).thenReturn(manifest);
    when(model.explain(anyList()))
        .thenAnswer(
            call ->
                call.<List<List<String>>>getArgument(0).stream()
                    .map(text -> explain(text, importance(text)))
                    .toList());
    return model;
  }

  /** Every token is half as important as the one before. */
  private static double[] importance(List<String> text) {
    double[] importance = new double[text.size()];
    Arrays.setAll(importance, i -> Math.pow(2, -i));
    return importance;
  }

  static Prediction explain(List<String> text, double... importance) {
    double positive = positive(text);
    return new Prediction(
        positive > .5 ? "positive" : "negative",
        Math.max(positive, 1 - positive),
        new double[] {1 - positive, positive},
        Optional.of(
            new Explanation(
                importance,
                importance,
                new double[text.size()],
                List.of(),
                text.stream().map(HandMadeModel::allocations).toList())));
  }

  private static double positive(List<String> text) {
    return text.get(0).equals("no") ? .2 : .6;
  }

  /** In block 1 all tokens have the costly neuron 3. */
  private static List<TokenAllocation> allocations(String token) {
    int[] neurons = NEURONS.get(token);
    return List.of(
        new TokenAllocation(1, 9, 9, 9, 9, new int[] {3}, new double[] {9}, new double[0]),
        new TokenAllocation(
            BLOCK, 1, .5, 2, neurons.length, neurons, new double[neurons.length], new double[0]));
  }

  static NetworkInspector inspector() {
    NetworkInspector inspector = mock(NetworkInspector.class);
    when(inspector.labels()).thenReturn(List.of("negative", "positive"));
    when(inspector.neurons(BLOCK)).thenReturn(LOSS.length);
    doAnswer(
            call -> {
              List<List<String>> texts = call.getArgument(0);
              ObjIntConsumer<float[][]> visitor = call.getArgument(2);
              for (int i = 0; i < texts.size(); i++) {
                visitor.accept(activations(texts.get(i)), i);
              }
              return null;
            })
        .when(inspector)
        .neuronActivations(anyList(), eq(BLOCK), any());
    when(inspector.classifyWithout(anyList(), anyList(), eq(BLOCK)))
        .thenAnswer(call -> without(call.getArgument(0), call.getArgument(1)));
    return inspector;
  }

  /** 1 for the neurons of a token, below 0 for the others. */
  private static float[][] activations(List<String> text) {
    float[][] activations = new float[text.size()][LOSS.length];
    for (int token = 0; token < activations.length; token++) {
      Arrays.fill(activations[token], -.1f);
      for (int neuron : NEURONS.get(text.get(token))) {
        activations[token][neuron] = 1;
      }
    }
    return activations;
  }

  private static List<List<double[]>> without(List<List<String>> texts, List<List<int[]>> sets) {
    return texts.stream()
        .map(
            text ->
                sets.get(texts.indexOf(text)).stream()
                    .map(set -> positive(text) - Arrays.stream(set).mapToDouble(k -> LOSS[k]).sum())
                    .map(positive -> new double[] {1 - positive, positive})
                    .toList())
        .toList();
  }
}
