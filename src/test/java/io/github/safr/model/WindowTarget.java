package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.fuzz.Draw;
import io.github.safr.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Windows of units of any lengths, and what is put together from what networks say of them. */
public final class WindowTarget implements FuzzTarget {

  private static final int MOST_TOKENS = 200;
  private static final int NEURONS = 2;

  private static final ModelManifest MANIFEST =
      new ModelManifest(
          ModelManifest.FORMAT,
          "any",
          "1",
          List.of(),
          List.of("a", "b", "c"),
          WordEncoder.KIND,
          true,
          8,
          0,
          List.of(1, 2),
          false,
          Map.of("blocks", 2),
          Map.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of());

  private final UnitAssembler assembler = new UnitAssembler(MANIFEST);

  @Override
  public List<byte[]> seeds() {
    byte[] short1 = {0, 8, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    byte[] long1 = {0, 20, 9, 1, 40, 3, 20, 20, 1, 7, 33, 2, 2, 2, 90};
    byte[] large = new byte[300];
    Arrays.fill(large, (byte) 5);
    return List.of(short1, long1, large);
  }

  @Override
  public void check(byte[] input) {
    Draw draw = new Draw(input);
    int longest = 1 + draw.below(512);
    int overlap = draw.below(64);
    List<Integer> drawn = new ArrayList<>();
    while (draw.hasMore() && drawn.size() < MOST_TOKENS) {
      drawn.add(1 + draw.below(256));
    }
    int[] pieces = drawn.stream().mapToInt(Integer::intValue).toArray();
    List<Window> windows = Window.cover(pieces, longest, overlap);
    Window before = new Window(-1, 0);
    for (Window window : windows) {
      assertThat(window.begin()).isGreaterThan(before.begin()).isLessThanOrEqualTo(before.end());
      assertThat(window.end()).isGreaterThan(before.end());
      assertThat(before.end() - window.begin()).isLessThanOrEqualTo(overlap);
      int read = Arrays.stream(pieces, window.begin(), window.end()).sum();
      assertThat(window.length() == 1 || read <= longest).isTrue();
      before = window;
    }
    assertThat(before.end()).isEqualTo(pieces.length);
    if (pieces.length > 0) {
      checkAssembly(windows, pieces.length, new Draw(input));
    }
  }

  private void checkAssembly(List<Window> windows, int tokens, Draw draw) {
    WindowResult[] results =
        windows.stream().map(window -> result(window, draw)).toArray(WindowResult[]::new);
    Prediction prediction = assembler.assemble(windows, results);
    assertThat(Arrays.stream(prediction.probabilities()).sum()).isBetween(1 - 1e-9, 1 + 1e-9);
    Explanation explanation = prediction.explanation().orElseThrow();
    assertThat(explanation.size()).isEqualTo(tokens);
    assertThat(Arrays.stream(explanation.importance()).allMatch(value -> value >= 0 && value <= 1))
        .isTrue();
    assertThat(explanation.allocations()).allMatch(layers -> layers.size() == 2);
    for (List<TokenAllocation> layers : explanation.allocations()) {
      for (TokenAllocation allocation : layers) {
        assertThat(allocation.neurons().length).isLessThanOrEqualTo(NEURONS);
        assertThat(allocation.activations()).hasSameSizeAs(allocation.neurons());
      }
    }
    assertThat(explanation.pairs())
        .allMatch(pair -> 0 <= pair.first() && pair.first() < pair.second())
        .allMatch(pair -> pair.second() < tokens);
    assertThat(explanation.pairs().stream().map(pair -> List.of(pair.first(), pair.second())))
        .doesNotHaveDuplicates();
  }

  private static WindowResult result(Window window, Draw draw) {
    int length = window.length();
    List<TokenPair> pairs = new ArrayList<>();
    if (length > 1) {
      int first = draw.below(length - 1);
      pairs.add(new TokenPair(first, length - 1, 0.5, 0.5, (1 + draw.below(255)) / 255.0));
    }
    int[] neurons = new int[length * 2 * NEURONS];
    Arrays.setAll(neurons, i -> draw.below(24));
    return new WindowResult(
        floats(3, draw),
        new WindowResult.Reasons(
            floats(length, draw),
            floats(3 * length, draw),
            floats(8 * length, draw),
            neurons,
            floats(neurons.length, draw),
            floats(neurons.length, draw),
            pairs));
  }

  private static float[] floats(int count, Draw draw) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (draw.below(256) - 100) / 50f;
    }
    return values;
  }
}
