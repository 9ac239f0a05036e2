package io.github.safr.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.HostileText;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text. */
class TextSegmenterPropertyTest {

  private final TextSegmenter segmenter = TextSegmenter.forLanguage("en");

  @Property(tries = 400)
  void sentencesPartitionTheText(@ForAll("texts") String text) {
    assertPartition(text, new TextSpan(0, text.length()), segmenter.sentences(text));
  }

  @Property(tries = 400)
  void tokensPartitionTheirSentence(@ForAll("texts") String text) {
    for (TextSpan sentence : segmenter.sentences(text)) {
      List<TextSpan> tokens = segmenter.tokens(text, sentence);
      assertPartition(text, sentence, tokens);
      assertThat(tokens)
          .allSatisfy(
              token -> assertThat(token.of(text)).matches(TextSegmenterPropertyTest::isRun));
    }
  }

  @Property(tries = 100)
  void segmentingTwiceGivesTheSame(@ForAll("texts") String text) {
    assertThat(segmenter.sentences(text))
        .isEqualTo(TextSegmenter.forLanguage("en").sentences(text));
  }

  @Provide
  Arbitrary<String> texts() {
    return HostileText.any();
  }

  /** Spans in order, not empty, sound at both ends, and white space only between them. */
  static void assertPartition(String text, TextSpan whole, List<TextSpan> spans) {
    List<TextSpan> gaps = new ArrayList<>();
    int end = whole.begin();
    for (TextSpan span : spans) {
      assertThat(span.begin()).isGreaterThanOrEqualTo(end).isLessThan(span.end());
      assertThat(Characters.isWhiteSpace(text.charAt(span.begin()))).isFalse();
      assertThat(Characters.isWhiteSpace(text.charAt(span.end() - 1))).isFalse();
      assertThat(splitsPair(text, span.begin()) || splitsPair(text, span.end())).isFalse();
      gaps.add(new TextSpan(end, span.begin()));
      end = span.end();
    }
    assertThat(end).isLessThanOrEqualTo(whole.end());
    gaps.add(new TextSpan(end, whole.end()));
    assertThat(gaps).allSatisfy(gap -> assertThat(isBlank(gap.of(text))).isTrue());
  }

  private static boolean splitsPair(String text, int position) {
    return position > 0
        && position < text.length()
        && Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position));
  }

  private static boolean isBlank(String text) {
    return text.chars().allMatch(c -> Characters.isWhiteSpace((char) c));
  }

  private static boolean isRun(String text) {
    return text.chars().noneMatch(c -> Characters.isWhiteSpace((char) c));
  }
}
