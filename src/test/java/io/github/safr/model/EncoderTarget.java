package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.fuzz.Draw;
import io.github.safr.fuzz.FuzzTarget;
import io.github.safr.tensorflow.PieceSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a bundled model makes of any tokens: pieces, windows of them, sequences. */
public final class EncoderTarget implements FuzzTarget {

  private static final int LONGEST = 1_200;
  private static final int MOST_TOKENS = 60;

  private final TokenEncoder encoder;
  private final boolean words;

  public EncoderTarget(String model) {
    encoder = ModelDirectory.with(model, ModelDirectory::encoder);
    words = encoder instanceof WordEncoder;
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        Draw.ofParts(
            new byte[] {20, 3}, Draw.ofText("Unaffable"), Draw.ofText("film"), Draw.ofText(".")),
        Draw.ofParts(new byte[] {1, 0, 8, 0, 9, 0, 13, 0, 19, 0}, Draw.ofText("CAN'T")),
        Draw.ofParts(new byte[] {6, 2, 44, 0, 45, 0, 46, 0, (byte) 0xFF, (byte) 0xD8, 0x3D}));
  }

  @Override
  public void check(byte[] input) {
    Draw draw = new Draw(input);
    int longest = encoder.marks() + 1 + draw.below(64);
    int overlap = draw.below(40);
    List<String> tokens = new ArrayList<>();
    while (draw.hasMore() && tokens.size() < MOST_TOKENS) {
      tokens.add(draw.text(LONGEST));
    }
    int[][] pieces = encoder.encode(tokens);
    assertThat(pieces).hasNumberOfRows(tokens.size());
    for (int[] token : pieces) {
      assertThat(token.length).isBetween(1, words ? 1 : WordPieceEncoder.MOST_PIECES);
      assertThat(areIds(token)).isTrue();
    }
    assertThat(encoder.encode(tokens)).as("again").isDeepEqualTo(pieces);
    checkWindows(pieces, longest, overlap);
  }

  private boolean areIds(int[] ids) {
    return Arrays.stream(ids).allMatch(id -> id > 0 && id < encoder.size());
  }

  private void checkWindows(int[][] pieces, int longest, int overlap) {
    boolean[] read = new boolean[pieces.length];
    for (Window window : encoder.windows(pieces, longest, overlap)) {
      PieceSequence sequence = encoder.sequence(pieces, window, longest);
      assertThat(sequence.ids().length).isBetween(1, longest);
      assertThat(areIds(sequence.ids())).isTrue();
      Arrays.fill(read, window.begin(), window.end(), true);
    }
    assertThat(read).as("tokens read").doesNotContain(false);
  }
}
