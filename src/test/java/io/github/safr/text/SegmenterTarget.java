package io.github.safr.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.fuzz.Draw;
import io.github.safr.fuzz.FuzzTarget;
import java.util.List;

/** Sentences and tokens of any text, in two languages. */
public final class SegmenterTarget implements FuzzTarget {

  private static final int LONGEST = 1_500;

  private final List<TextSegmenter> segmenters =
      List.of(TextSegmenter.forLanguage("en"), TextSegmenter.forLanguage("de"));

  @Override
  public List<byte[]> seeds() {
    return List.of(
        Draw.ofText("\0The soup wasn't hot. \"Cold,\" said Mr. Brown: $3.50 (or less)!"),
        Draw.ofText("\1Die Suppe war kalt. Um 3.30 Uhr gingen wir, z.B. nach Hause."),
        Draw.ofParts(new byte[] {0, 1, 44, 9, 12, 45, 20, 46, 21, 13}, Draw.ofText("a b")));
  }

  @Override
  public void check(byte[] input) {
    Draw draw = new Draw(input);
    TextSegmenter segmenter = segmenters.get(draw.below(2));
    String text = draw.text(LONGEST);
    List<TextSpan> sentences = segmenter.sentences(text);
    TextSegmenterPropertyTest.assertPartition(text, new TextSpan(0, text.length()), sentences);
    for (TextSpan sentence : sentences) {
      List<TextSpan> tokens = segmenter.tokens(text, sentence);
      TextSegmenterPropertyTest.assertPartition(text, sentence, tokens);
      for (TextSpan token : tokens) {
        assertThat(token.of(text).chars().noneMatch(c -> Characters.isWhiteSpace((char) c)))
            .isTrue();
      }
    }
  }
}
