package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureLimitTest {

  @Test
  void aNumberIsLookedAtFromTheFirstDocumentOn() {
    FailureLimit limit = FailureLimit.parse("2");
    assertThat(limit.isExceeded(2, 2)).isFalse();
    assertThat(limit.isExceeded(3, 1_000_000)).isTrue();
    assertThat(limit).hasToString("2");
  }

  @Test
  void aShareIsLookedAtOnceItSaysSomething() {
    FailureLimit limit = FailureLimit.parse("2.5%");
    assertThat(limit.isExceeded(99, 99)).isFalse();
    assertThat(limit.isExceeded(3, 100)).isTrue();
    assertThat(limit.isExceeded(25, 1000)).isFalse();
    assertThat(limit.isExceeded(26, 1000)).isTrue();
    assertThat(limit.isExceededAtEnd(1, 2)).isTrue();
    assertThat(limit).hasToString("2.5%");
  }

  @Test
  void theLimitsWithoutANumber() {
    assertThat(FailureLimit.NONE.isExceeded(1000, 1000)).isFalse();
    assertThat(FailureLimit.NONE.isExceededAtEnd(3, 3)).isFalse();
    assertThat(FailureLimit.FAIL_FAST.isExceeded(0, 10)).isFalse();
    assertThat(FailureLimit.FAIL_FAST.isExceeded(1, 1)).isTrue();
    assertThat(FailureLimit.parse("0%").isExceededAtEnd(0, 0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "%", "-1", "1.5", "100.5%", "101%", "5 %", "NaN", "1e3", "9999999999"})
  void refusesWhatIsNoLimit(String text) {
    assertThatThrownBy(() -> FailureLimit.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither a number nor a share");
  }
}
