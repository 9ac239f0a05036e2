package io.github.safr.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who runs when, and what becomes of those who cannot. */
class RoundsTest {

  private final List<String> runs = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Contender.Maker> makers = new LinkedHashMap<>();

  private final BenchmarkProgress progress =
      new BenchmarkProgress() {
        @Override
        public void begin(String part, int runs) {}

        @Override
        public void step(String contender) {}

        @Override
        public void failed(String contender, Throwable reason) {
          failures.add(contender);
        }
      };

  private void contender(String name) {
    makers.put(name, () -> new SimpleContender(3, () -> runs.add(name)));
  }

  @Test
  void takesTurnsAndBeginsEachRoundWithAnother() throws Exception {
    contender("a");
    contender("b");
    contender("c");
    Map<String, Timing> timings = new Rounds(progress, 1, 2).measure("test", makers);
    assertThat(runs).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
    assertThat(timings.keySet()).containsExactly("a", "b", "c");
    assertThat(timings.get("b").seconds()).as("warm-up dropped").hasSize(2);
    assertThat(timings.get("b").sentences()).isEqualTo(3);
    assertThat(failures).isEmpty();
  }

  @Test
  void tellsWhyAContenderIsNotThereAndGoesOn() throws Exception {
    makers.put(
        "absent",
        () -> {
          throw new NoClassDefFoundError("some/Library");
        });
    makers.put(
        "broken",
        () ->
            new SimpleContender(
                1,
                () -> {
                  throw new IllegalStateException("It broke.");
                }));
    contender("whole");
    Map<String, Timing> timings = new Rounds(progress, 0, 2).measure("test", makers);
    assertThat(failures).containsExactly("absent", "broken");
    assertThat(timings.get("absent").failure()).contains("missing").contains("some/Library");
    assertThat(timings.get("broken").failure()).isEqualTo("It broke.");
    assertThat(timings.get("broken").exists()).isFalse();
    assertThat(timings.get("whole").seconds()).hasSize(2);
  }
}
