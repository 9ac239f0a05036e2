package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.PartialText;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelShapExplainerTest {

  /** Pairs, a triple and a squashing function, so that hardly any two coalitions gain the same. */
  private static final ToDoubleFunction<BitSet> INTERACTING =
      kept -> {
        double sum = kept.stream().mapToDouble(i -> Math.sin(1 + 2 * i)).sum();
        sum += kept.get(0) && kept.get(3) ? 1.5 : 0;
        sum -= kept.get(2) && kept.get(5) ? 2 : 0;
        sum += kept.get(1) && kept.get(4) && kept.get(7) ? 1 : 0;
        return 1 / (1 + Math.exp(-sum));
      };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9})
  void areExactWhereAllCoalitionsAreAsked(int tokens) {
    assertThat(SetFunction.of(INTERACTING).explain(new KernelShapExplainer(1), tokens))
        .containsExactly(ShapleyValues.of(tokens, INTERACTING), within(1e-9));
  }

  @Test
  void areExactForEveryFunctionOfFewTokens() {
    for (int seed = 0; seed < 40; seed++) {
      int tokens = 1 + seed % 8;
      double[] table = new SplittableRandom(seed).doubles(1 << tokens).toArray();
      ToDoubleFunction<BitSet> value =
          kept -> table[kept.isEmpty() ? 0 : (int) kept.toLongArray()[0]];
      assertThat(SetFunction.of(value).explain(new KernelShapExplainer(seed), tokens))
          .containsExactly(ShapleyValues.of(tokens, value), within(1e-9));
    }
  }

  /** Even where coalitions are drawn: an additive function leaves nothing to chance. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 20, 100, 300})
  void areTheWeightsOfAnAdditiveFunction(int tokens) {
    double[] weights = new SplittableRandom(tokens).doubles(tokens, -0.01, 0.01).toArray();
    assertThat(SetFunction.additive(0.5, weights).explain(new KernelShapExplainer(1), tokens))
        .containsExactly(weights, within(1e-9));
  }

  @Test
  void areCloseWhereCoalitionsAreDrawn() {
    double[] exact = ShapleyValues.of(14, INTERACTING);
    double small = meanError(500, exact);
    double usual = meanError(1000, exact);
    double large = meanError(8000, exact);
    assertThat(small).isLessThan(0.012);
    assertThat(usual).isLessThan(0.008).isLessThan(small);
    assertThat(large).isLessThan(0.002).isLessThan(usual);
  }

  /** Errors of single runs are about chance: over many seeds they cancel out. */
  @Test
  void areRightOnAverage() {
    double[] exact = ShapleyValues.of(12, INTERACTING);
    double[] mean = new double[12];
    for (int seed = 0; seed < 100; seed++) {
      double[] values = SetFunction.of(INTERACTING).explain(new KernelShapExplainer(seed, 300), 12);
      Arrays.setAll(mean, i -> mean[i] + values[i] / 100);
    }
    assertThat(mean).containsExactly(exact, within(0.003));
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 2", "9, 20", "40, 50", "40, 90", "480, 1000", "1500, 1000"})
  void sumToTheWholeGainHoweverFewCoalitionsThereAre(int tokens, int samples) {
    double[] values =
        SetFunction.of(INTERACTING).explain(new KernelShapExplainer(1, samples), tokens);
    BitSet all = new BitSet();
    all.set(0, tokens);
    double gain = INTERACTING.applyAsDouble(all) - INTERACTING.applyAsDouble(new BitSet());
    assertThat(Arrays.stream(values)).allMatch(Double::isFinite);
    assertThat(Arrays.stream(values).sum()).isCloseTo(gain, within(1e-9));
  }

  /** Tokens that nothing tells apart get the same, also where the equations are too few. */
  @Test
  void whatIsUndecidedIsSharedEqually() {
    SetFunction length = SetFunction.of(kept -> kept.cardinality() / 40.0);
    double[] equal = new double[40];
    Arrays.fill(equal, 1 / 40.0);
    assertThat(length.explain(new KernelShapExplainer(1, 10), 40))
        .containsExactly(equal, within(1e-9));
  }

  @Test
  void asksOnceACoalitionAndOnceAboutNothing() {
    for (int[] expected : new int[][] {{1, 1}, {2, 3}, {3, 7}, {9, 511}, {10, 1001}, {50, 1001}}) {
      SetFunction model = SetFunction.of(INTERACTING);
      model.explain(new KernelShapExplainer(1), expected[0]);
      assertThat(model.classifier().asked()).isEqualTo(expected[1]);
      assertThat(model.calls()).hasSize(1);
      assertThat(model.calls().get(0)).doesNotHaveDuplicates();
      assertThat(model.calls().get(0).stream().map(PartialText::kept))
          .noneMatch(kept -> kept.cardinality() == expected[0]);
    }
  }

  @Test
  void oneCoalitionIsNotEnough() {
    assertThatThrownBy(() -> new KernelShapExplainer(1, 1)).hasMessageContaining("not 1");
  }

  private static double meanError(int samples, double[] exact) {
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      double[] values =
          SetFunction.of(INTERACTING).explain(new KernelShapExplainer(seed, samples), exact.length);
      for (int i = 0; i < exact.length; i++) {
        sum += Math.abs(values[i] - exact[i]);
      }
    }
    return sum / 10 / exact.length;
  }
}
