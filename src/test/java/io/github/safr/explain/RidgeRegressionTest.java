package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** Expected values are worked out by hand. */
class RidgeRegressionTest {

  /** Centred, the feature is 1/2 and -1/2, the target 1 and -1: 1 / (1/2 + 1). */
  @Test
  void thePriceShrinksACoefficient() {
    double[][] samples = {{1}, {0}};
    assertThat(withIntercept(samples, new double[] {3, 1}, new double[] {1, 1}, 1))
        .containsExactly(new double[] {2.0 / 3}, within(1e-12));
  }

  /** The means are 3/4 and 5/2, so that products sum to 3/2 and squares to 3/4. */
  @Test
  void meansAreWeighted() {
    double[][] samples = {{1}, {0}};
    assertThat(withIntercept(samples, new double[] {3, 1}, new double[] {3, 1}, 1))
        .containsExactly(new double[] {6.0 / 7}, within(1e-12));
  }

  /** The normal equations are 5/3 a - 1/3 b = 1 and -1/3 a + 5/3 b = 0. */
  @Test
  void twoFeaturesShareWhatTheyExplain() {
    double[][] samples = {{1, 1}, {1, 0}, {0, 1}};
    assertThat(withIntercept(samples, new double[] {2, 1, 0}, new double[] {1, 1, 1}, 1))
        .containsExactly(new double[] {0.625, 0.125}, within(1e-12));
  }

  @Test
  void aWeightOfTwoIsTheSampleTwice() {
    double[][] once = {{1, 1, 0}, {1, 0, 1}, {0, 1, 0}, {0, 0, 1}};
    double[][] twice = {{1, 1, 0}, {1, 0, 1}, {1, 0, 1}, {0, 1, 0}, {0, 0, 1}};
    assertThat(withIntercept(once, new double[] {2, 1, 0, 5}, new double[] {1, 2, 1, 0.5}, 0.3))
        .containsExactly(
            withIntercept(twice, new double[] {2, 1, 1, 0, 5}, new double[] {1, 1, 1, 1, 0.5}, 0.3),
            within(1e-12));
  }

  /** At the smallest sum of squares, its gradient is zero; for more equations and for fewer. */
  @Test
  void theSolutionIsAMinimum() {
    SplittableRandom random = new SplittableRandom(8);
    for (int[] shape : new int[][] {{9, 4}, {4, 4}, {4, 9}, {1, 6}, {90, 70}}) {
      RealMatrix rows = MatrixUtils.createRealMatrix(shape[0], shape[1]);
      for (int i = 0; i < shape[0]; i++) {
        rows.setRow(i, random.doubles(shape[1]).toArray());
      }
      double[] targets = random.doubles(shape[0]).toArray();
      double[] solution = RidgeRegression.solve(rows, targets, 0.25);
      double[] residuals = rows.operate(solution);
      Arrays.setAll(residuals, i -> residuals[i] - targets[i]);
      double[] gradient = rows.preMultiply(residuals);
      for (int j = 0; j < shape[1]; j++) {
        assertThat(gradient[j] + 0.25 * solution[j]).isCloseTo(0, within(1e-10));
      }
    }
  }

  private static double[] withIntercept(
      double[][] samples, double[] targets, double[] weights, double price) {
    return RidgeRegression.withIntercept(
        MatrixUtils.createRealMatrix(samples), targets, weights, price);
  }
}
