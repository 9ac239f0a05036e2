package io.github.safr.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivationHistogramTest {

  @Test
  void itsBinsAreAsWideAsTheLargestValueNeeds() {
    ActivationHistogram histogram = of(List.of(0.0, 0.24, 0.25, 1.0, 3.99));

    assertThat(histogram.width()).isEqualTo(0.25);
    assertThat(counts(histogram)).containsExactly(2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void aValueOnTheBoundMakesThemWider() {
    ActivationHistogram histogram = of(List.of(0.24, 0.25, 3.99, 4.0));

    assertThat(histogram.width()).isEqualTo(0.5);
    assertThat(counts(histogram)).containsExactly(2, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void theOrderOfValuesMakesNoDifference() {
    Random random = new Random(3);
    List<Double> values =
        Arrays.asList(
            IntStream.range(0, 1000)
                .mapToObj(i -> Math.exp(4 * random.nextGaussian()))
                .toArray(Double[]::new));
    long[] expected = counts(of(values));
    assertThat(Arrays.stream(expected).sum()).isEqualTo(1000);

    for (int i = 0; i < 5; i++) {
      Collections.shuffle(values, random);
      assertThat(counts(of(values))).isEqualTo(expected);
    }
  }

  @Test
  void takesTheLargestAndTheSmallestNumbersThereAre() {
    ActivationHistogram histogram = of(List.of(Double.MIN_VALUE, Double.MAX_VALUE));

    assertThat(counts(histogram)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  private static ActivationHistogram of(List<Double> values) {
    ActivationHistogram histogram = new ActivationHistogram();
    values.forEach(histogram::add);
    return histogram;
  }

  private static long[] counts(ActivationHistogram histogram) {
    return IntStream.range(0, ActivationHistogram.BINS).mapToLong(histogram::count).toArray();
  }
}
