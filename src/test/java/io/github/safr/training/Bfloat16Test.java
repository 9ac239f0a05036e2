package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Numbers in half the space")
class Bfloat16Test {

  @Property
  void areNearTheirOriginals(@ForAll @FloatRange(min = -1e6f, max = 1e6f) float value) {
    assertThat(through(value)).isCloseTo(value, within(Math.abs(value) / 256 + Float.MIN_NORMAL));
  }

  @Test
  void keepWhatEightBitsCanSay() {
    assertThat(through(0f)).isZero();
    assertThat(through(-1.5f)).isEqualTo(-1.5f);
    assertThat(through(255f)).isEqualTo(255f);
  }

  @Test
  void goToTheNearestAndOfTwoToTheEven() {
    // Steps of 2^-7 from 1 on.
    assertThat(through(1 + 0x1.8p-8f)).isEqualTo(1 + 0x1p-7f);
    assertThat(through(1 + 0x1p-9f)).isEqualTo(1f);
    assertThat(through(1 + 0x1p-8f)).isEqualTo(1f);
    assertThat(through(1 + 0x3p-8f)).isEqualTo(1 + 0x2p-7f);
  }

  private static float through(float value) {
    float[] widened = new float[2];
    Bfloat16.widen(Bfloat16.round(new float[] {value, 7}, 1), widened, 1);
    return widened[1];
  }
}
