package io.github.safr.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceSequenceTest {

  private static final int NOBODY = PieceSequence.NOBODY;

  private final PieceSequence sequence =
      new PieceSequence(
          new int[] {101, 7, 8, 9, 10, 11, 102}, new int[] {NOBODY, 0, 0, 1, 2, 2, NOBODY});

  @Test
  void tokensThatStayKeepTheirPiecesAndAreCountedAnew() {
    BitSet kept = new BitSet();
    kept.set(0);
    kept.set(2);
    PieceSequence rest = sequence.keep(kept);
    assertThat(rest.ids()).containsExactly(101, 7, 8, 10, 11, 102);
    assertThat(rest.owners()).containsExactly(NOBODY, 0, 0, 1, 1, NOBODY);
    assertThat(rest.tokens()).isEqualTo(2);
  }

  @Test
  void marksStayWhenNothingElseDoes() {
    PieceSequence rest = sequence.keep(new BitSet());
    assertThat(rest.ids()).containsExactly(101, 102);
    assertThat(rest.tokens()).isZero();
  }

  @Test
  void ofWordsWithoutMarksNothingStays() {
    PieceSequence rest = PieceSequence.ofWords(new int[] {3, 4}).keep(new BitSet());
    assertThat(rest.length()).isZero();
    assertThat(TokenBatch.of(List.of(rest)).columns()).isEqualTo(1);
  }
}
