package io.github.safr.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.TinyModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Pipelines that come and go")
class LivesTest {

  @TempDir Path folder;

  @Test
  void leaveNothingBehind() throws Exception {
    Lives lives = Lives.of(TinyModel.write(folder).toString(), 16);

    assertThat(lives.problems()).isEmpty();
    Footprint early = lives.footprints().get(5);
    Footprint late = lives.footprints().get(15);
    assertThat(late.pointers()).as("allocations of JavaCPP").isLessThanOrEqualTo(early.pointers());
    assertThat(late.javacpp()).as("bytes of JavaCPP").isLessThanOrEqualTo(early.javacpp());
    assertThat(late.files()).as("open files").isLessThanOrEqualTo(early.files());
    assertThat(late.threads()).as("threads").isLessThanOrEqualTo(early.threads());
    // UIMA finalizes engines, so some stay for a collection or two.
    assertThat(
            leastHeap(lives.footprints().subList(12, 16))
                - leastHeap(lives.footprints().subList(4, 8)))
        .as("bytes of eight pipelines")
        .isLessThan(8 * 20_000);
  }

  private static long leastHeap(List<Footprint> footprints) {
    return footprints.stream().mapToLong(Footprint::heap).min().orElseThrow();
  }
}
