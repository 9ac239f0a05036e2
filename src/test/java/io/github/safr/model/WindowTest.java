package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Property
  void wholeWordsWithoutOverlapAreReadOnceInEqualShares(
      @ForAll @IntRange(min = 0, max = 5000) int tokens,
      @ForAll @IntRange(min = 1, max = 300) int longest) {
    int count = (tokens + longest - 1) / longest;
    List<Window> shares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shares.add(new Window(tokens * i / count, tokens * (i + 1) / count));
    }
    assertThat(Window.cover(words(tokens), longest, 0)).isEqualTo(shares);
  }

  @Property
  void wholeWordsShareWhatIsAskedForInWindowsOfAboutEqualLength(
      @ForAll @IntRange(min = 1, max = 3000) int tokens,
      @ForAll @IntRange(min = 2, max = 300) int longest,
      @ForAll @IntRange(max = 150) int asked) {
    int overlap = Math.min(asked, longest / 2);
    List<Window> windows = Window.cover(words(tokens), longest, overlap);
    for (int i = 1; i < windows.size(); i++) {
      assertThat(windows.get(i - 1).end() - windows.get(i).begin()).isEqualTo(overlap);
    }
    int shortest = windows.stream().mapToInt(Window::length).min().orElseThrow();
    assertThat(windows).allMatch(w -> w.length() <= longest && w.length() <= shortest + 1);
    int more = Math.max(0, tokens - longest);
    assertThat(windows).hasSize(1 + (more + longest - overlap - 1) / (longest - overlap));
  }

  @Property(tries = 3000)
  void everyTokenIsInAWindowAndWindowsGoOnAndKeepTheLimit(
      @ForAll @Size(max = 120) List<@IntRange(min = 1, max = 20) Integer> tokens,
      @ForAll @IntRange(min = 1, max = 60) int longest,
      @ForAll @IntRange(max = 70) int overlap) {
    int[] pieces = tokens.stream().mapToInt(Integer::intValue).toArray();
    List<Window> windows = Window.cover(pieces, longest, overlap);
    Window before = new Window(-1, 0);
    for (Window window : windows) {
      assertThat(window.begin()).isGreaterThan(before.begin()).isLessThanOrEqualTo(before.end());
      assertThat(window.end()).isGreaterThan(before.end());
      assertThat(before.end() - window.begin()).isLessThanOrEqualTo(overlap);
      assertThat(window.length() == 1 || length(pieces, window) <= longest).isTrue();
      before = window;
    }
    assertThat(before.end()).isEqualTo(pieces.length);
    if (pieces.length > 0 && Arrays.stream(pieces).sum() <= longest) {
      assertThat(windows).containsExactly(new Window(0, pieces.length));
    }
  }

  @Property(tries = 3000)
  void withoutOverlapThereAreNoMoreWindowsThanPackingTightlyGives(
      @ForAll @Size(max = 120) List<@IntRange(min = 1, max = 20) Integer> tokens,
      @ForAll @IntRange(min = 1, max = 60) int longest) {
    int fewest = 0;
    int room = 0;
    for (int pieces : tokens) {
      if (pieces > room) {
        fewest++;
        room = longest;
      }
      room -= pieces;
    }
    int[] pieces = tokens.stream().mapToInt(Integer::intValue).toArray();
    assertThat(Window.cover(pieces, longest, 0)).hasSize(fewest);
  }

  @Test
  void aTokenThatIsTooLongIsAWindowOfItself() {
    assertThat(Window.cover(new int[] {1, 1, 30, 1}, 10, 3))
        .containsExactly(new Window(0, 2), new Window(2, 3), new Window(3, 4));
  }

  /** Else a unit of long tokens would be read almost once for each of them. */
  @Test
  void windowsShareHalfOfTheirPiecesAtMost() {
    int[] pieces = new int[100];
    Arrays.fill(pieces, 5);
    assertThat(Window.cover(pieces, 50, 1000)).hasSize(19);
  }

  @Test
  void anEmptyUnitHasNone() {
    assertThat(Window.cover(new int[0], 8, 2)).isEmpty();
  }

  @Test
  void hugeUnitsDoNotOverflow() {
    int[] pieces = new int[2_000_000];
    Arrays.fill(pieces, 4000);
    List<Window> windows = Window.cover(pieces, 28_000, 1);
    assertThat(windows.get(windows.size() - 1).end()).isEqualTo(2_000_000);
  }

  @Test
  void contextIsWhatIsReadOnTheNearerSideUnlessTheUnitEndsThere() {
    Window middle = new Window(10, 20);
    assertThat(middle.context(12, 40)).isEqualTo(2);
    assertThat(middle.context(19, 40)).isZero();
    assertThat(new Window(0, 20).context(2, 40)).isEqualTo(17);
    assertThat(new Window(30, 40).context(39, 40)).isEqualTo(9);
    assertThat(new Window(0, 40).context(5, 40)).isEqualTo(40);
  }

  private static int[] words(int count) {
    int[] pieces = new int[count];
    Arrays.fill(pieces, 1);
    return pieces;
  }

  private static int length(int[] pieces, Window window) {
    return Arrays.stream(pieces, window.begin(), window.end()).sum();
  }
}
