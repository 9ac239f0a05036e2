package io.github.safr.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentResultsTest {

  private final RecentResults<String> results = new RecentResults<>();
  private final AtomicInteger asked = new AtomicInteger();

  private String find(String word) {
    asked.incrementAndGet();
    return word.toUpperCase(java.util.Locale.ROOT);
  }

  @Test
  void aWordIsLookedUpOnce() {
    assertThat(results.get("good", this::find)).isEqualTo("GOOD");
    assertThat(results.get("good", this::find)).isEqualTo("GOOD");
    assertThat(asked).hasValue(1);
  }

  @Test
  void wordsOfOnePlaceAreToldApart() {
    // The classic pair of equal hashes.
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(results.get("Aa", this::find)).isEqualTo("AA");
    assertThat(results.get("BB", this::find)).isEqualTo("BB");
    assertThat(results.get("Aa", this::find)).isEqualTo("AA");
    assertThat(asked).hasValue(3);
  }

  @Test
  void manyThreadsAndMoreWordsThanPlacesGetTheirOwn() {
    assertThat(
            IntStream.range(0, 200_000)
                .parallel()
                .mapToObj(i -> "w" + i % 70_000)
                .allMatch(word -> results.get(word, this::find).equals(word.replace('w', 'W'))))
        .isTrue();
  }
}
