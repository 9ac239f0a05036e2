package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Property
  void coverEveryTokenOnceWithWindowsOfAboutEqualLength(
      @ForAll @IntRange(min = 1, max = 5000) int tokens,
      @ForAll @IntRange(min = 1, max = 300) int longest) {
    List<Window> windows = Window.cover(tokens, longest);
    int next = 0;
    int shortest = Integer.MAX_VALUE;
    int longestSeen = 0;
    for (Window window : windows) {
      assertThat(window.begin()).isEqualTo(next);
      next = window.end();
      shortest = Math.min(shortest, window.length());
      longestSeen = Math.max(longestSeen, window.length());
    }
    assertThat(next).isEqualTo(tokens);
    assertThat(longestSeen).isLessThanOrEqualTo(longest);
    assertThat(longestSeen - shortest).isLessThanOrEqualTo(1);
    assertThat(windows).hasSize((tokens + longest - 1) / longest);
  }

  @Test
  void anEmptyUnitHasNone() {
    assertThat(Window.cover(0, 8)).isEmpty();
  }

  @Test
  void hugeUnitsDoNotOverflow() {
    List<Window> windows = Window.cover(2_000_000, 7);
    assertThat(windows.get(windows.size() - 1).end()).isEqualTo(2_000_000);
  }
}
