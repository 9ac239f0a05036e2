package io.github.safr.uima;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.when;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.Explanation;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.model.TokenAllocation;
import io.github.safr.model.TokenPair;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mockito.MockedStatic;

/**
 * Models that need no network: what they say depends on nothing but the tokens, so that answers
 * which reach the wrong unit are seen.
 */
final class FakeModel {

  static final List<String> LABELS = List.of("negative", "positive");
  static final int LAYERS = 2;
  static final int NEURONS = 12;

  private FakeModel() {}

  /** A model that calls every unit positive that has the word "good". */
  static SafrModel named(String id) {
    SafrModel model = mock(SafrModel.class);
    when(model.id()).thenReturn(id);
    when(model.labels()).thenReturn(LABELS);
    when(model.classify(anyList()))
        .thenAnswer(
            call ->
                FakeModel.<List<List<String>>>firstOf(call.getArguments()).stream()
                    .map(unit -> predict(unit).withoutExplanation())
                    .toList());
    when(model.explain(anyList()))
        .thenAnswer(
            call ->
                FakeModel.<List<List<String>>>firstOf(call.getArguments()).stream()
                    .map(FakeModel::predict)
                    .toList());
    return model;
  }

  /** From now on until it is closed, and on this thread, every location has this model. */
  static MockedStatic<SafrModel> everywhere(SafrModel model) {
    MockedStatic<SafrModel> loading = mockStatic(SafrModel.class);
    loading.when(() -> SafrModel.load(anyString(), any(DeviceChoice.class))).thenReturn(model);
    loading
        .when(() -> SafrModel.load(any(ModelDirectory.class), any(DeviceChoice.class)))
        .thenReturn(model);
    return loading;
  }

  static Prediction predict(List<String> tokens) {
    boolean isGood = tokens.contains("good");
    double positive = isGood ? 0.9 : 0.3;
    return new Prediction(
        isGood ? "positive" : "negative",
        Math.max(positive, 1 - positive),
        new double[] {1 - positive, positive},
        Optional.of(explain(tokens)));
  }

  static double importance(String token) {
    return Math.floorMod(token.hashCode(), 1000) / 1000.0;
  }

  private static Explanation explain(List<String> tokens) {
    double[] importance = tokens.stream().mapToDouble(FakeModel::importance).toArray();
    double[] contribution = tokens.stream().mapToDouble(t -> importance(t) - 0.5).toArray();
    List<TokenPair> pairs =
        IntStream.range(1, tokens.size())
            .mapToObj(i -> new TokenPair(i - 1, i, 0.5, 0.5, 0.25 / i))
            .toList();
    List<List<TokenAllocation>> allocations =
        tokens.stream()
            .map(
                token ->
                    IntStream.range(0, LAYERS).mapToObj(layer -> allocate(token, layer)).toList())
            .toList();
    double[] visibility = Arrays.stream(importance).map(p -> p / 2).toArray();
    return new Explanation(importance, contribution, visibility, pairs, allocations);
  }

  private static TokenAllocation allocate(String token, int layer) {
    int[] neurons = IntStream.range(0, NEURONS).map(i -> layer * 100 + i).toArray();
    double[] activations = IntStream.range(0, NEURONS).mapToDouble(i -> 1.0 / (i + 1)).toArray();
    double[] effects = Arrays.stream(activations).map(a -> -a / 8).toArray();
    return new TokenAllocation(
        layer,
        importance(token) + layer,
        0.5,
        0.25,
        3.0,
        neurons,
        activations,
        layer == LAYERS - 1 ? effects : new double[0]);
  }

  @SuppressWarnings("unchecked")
  private static <T> T firstOf(Object[] arguments) {
    return (T) arguments[0];
  }
}
