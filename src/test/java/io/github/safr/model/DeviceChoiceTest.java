package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {

  @Test
  void readsWhatItWrites() {
    for (String text : new String[] {"auto", "cpu", "gpu:0", "gpu:3"}) {
      assertThat(DeviceChoice.parse(text)).hasToString(text);
    }
    assertThat(DeviceChoice.parse(" GPU ")).hasToString("gpu:0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tpu", "gpu:", "gpu:-1", "gpu:x", "gpu:99999999999"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> DeviceChoice.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Use auto, cpu, gpu or gpu:N");
  }
}
