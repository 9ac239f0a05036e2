package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.tensorflow.PieceSequence;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordHidingTest {

  private static final int UNKNOWN = 1;
  private static final WordHiding HALF = new WordHiding(0.5, UNKNOWN);

  @Test
  void wordsAreHiddenOneDrawEach() {
    int[] ids = {5, 6, 7, 8, 9, 10, 11, 12};
    SplittableRandom random = new SplittableRandom(4);
    int[] expected =
        Arrays.stream(ids).map(id -> random.nextDouble() < 0.5 ? UNKNOWN : id).toArray();
    assertThat(expected).contains(UNKNOWN).containsAnyOf(ids);
    PieceSequence words = PieceSequence.ofWords(ids);
    assertThat(HALF.hide(words, new SplittableRandom(4)).ids()).isEqualTo(expected);
    assertThat(words.ids()[0]).isEqualTo(5);
  }

  @Test
  void aHiddenTokenIsOneUnknownPieceAndMarksStay() {
    int nobody = PieceSequence.NOBODY;
    int[] owners = {nobody, 0, 0, 1, 2, 2, 2, nobody};
    PieceSequence window = new PieceSequence(new int[] {20, 5, 6, 7, 8, 9, 10, 21}, owners);
    PieceSequence all = new WordHiding(1, UNKNOWN).hide(window, new SplittableRandom(1));
    assertThat(all.ids()).containsExactly(20, UNKNOWN, UNKNOWN, UNKNOWN, 21);
    assertThat(all.owners()).containsExactly(nobody, 0, 1, 2, nobody);

    boolean[] hidden = new boolean[3];
    boolean[] kept = new boolean[3];
    for (int seed = 0; seed < 50; seed++) {
      PieceSequence some = HALF.hide(window, new SplittableRandom(seed));
      assertThat(some.tokens()).isEqualTo(3);
      for (int i = 1; i < some.length() - 1; i++) {
        int owner = some.owners()[i];
        hidden[owner] |= some.ids()[i] == UNKNOWN;
        kept[owner] |= some.ids()[i] != UNKNOWN;
      }
    }
    assertThat(hidden).containsOnly(true);
    assertThat(kept).containsOnly(true);
  }
}
