package io.github.safr.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long run, short. */
@DisplayName("Many threads on one model")
class SoakTest {

  private static final int THREADS = 32;

  @TempDir Path folder;

  @Test
  void getWhatOneThreadAloneGetsAndLeaveNothingBehind() throws Exception {
    SoakResult result =
        Soak.run(
            new SoakPlan(
                "en-sentiment-paper",
                THREADS,
                7,
                30,
                8,
                4,
                Duration.ofSeconds(1),
                1000,
                // Too short to tell growth from warming up; what the long run is for.
                Duration.ofHours(1),
                Duration.ofMinutes(3),
                folder));

    assertThat(result.broken()).isEmpty();
    assertThat(result.sentences())
        .isGreaterThanOrEqualTo(1000)
        .isEqualTo(result.agreement().units());
    assertThat(result.agreement().numbers()).isGreaterThan(100_000);
    assertThat(result.latencies().getTotalCount()).isGreaterThanOrEqualTo(120);
    Footprint first = result.rests().get(0).footprint();
    Footprint last = result.rests().get(result.rests().size() - 1).footprint();
    assertThat(result.rests()).hasSizeGreaterThan(1);
    assertThat(last.threads()).isLessThanOrEqualTo(first.threads());
    assertThat(last.files()).isLessThanOrEqualTo(first.files());
    assertThat(last.pointers()).isLessThanOrEqualTo(first.pointers());
    assertThat(result.left().threads()).isLessThanOrEqualTo(first.threads() - THREADS);
    assertThat(Files.readAllLines(folder.resolve("samples.csv"))).hasSizeGreaterThan(1);
  }
}
