package io.github.safr.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;

class AssignedCardTest {

  private static final Map<String, ResourceInformation> THIRD_CARD =
      Map.of("gpu", new ResourceInformation("gpu", new String[] {"2"}));

  @Test
  void autoBecomesTheCardThatSparkAssigned() {
    assertThat(AssignedCard.device("auto", THIRD_CARD)).isEqualTo("gpu:2");
  }

  @Test
  void withoutAnAssignedCardAutoStaysAuto() {
    assertThat(AssignedCard.device("auto", Map.of())).isEqualTo("auto");
  }

  @Test
  void aDeviceThatWasAskedForByNameStays() {
    assertThat(AssignedCard.device("cpu", THIRD_CARD)).isEqualTo("cpu");
    assertThat(AssignedCard.device("gpu:0", THIRD_CARD)).isEqualTo("gpu:0");
  }
}
