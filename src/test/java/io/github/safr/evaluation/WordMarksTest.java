package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.text.TextSegmenter;
import io.github.safr.text.TextSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordMarksTest {

  @Test
  void wordsStandBetweenBlanks() {
    String text = " Not  bad , naïve 👩‍🍳\u00A0film ";
    assertThat(WordMarks.words(text).stream().map(word -> word.of(text)))
        .containsExactly("Not", "bad", ",", "naïve", "👩‍🍳\u00A0film");
    assertThat(WordMarks.words("   ")).isEmpty();
  }

  @Test
  void aTokenIsMarkedIfItSharesACharacterWithAMarkedWord() {
    List<TextSpan> words = List.of(new TextSpan(0, 4), new TextSpan(5, 9), new TextSpan(10, 12));
    List<TextSpan> tokens =
        List.of(
            new TextSpan(0, 2),
            new TextSpan(2, 4),
            new TextSpan(4, 5),
            new TextSpan(5, 11),
            new TextSpan(11, 12));
    assertThat(WordMarks.of(tokens, words, new boolean[] {true, false, false}))
        .containsExactly(true, true, false, false, false);
    assertThat(WordMarks.of(tokens, words, new boolean[] {false, false, true}))
        .containsExactly(false, false, false, true, true);
  }

  @Test
  void ourTokensCutWordsOtherwiseThanPeople() {
    String text = "I can't stand e\u0301tudes 👩‍🍳, really.";
    TextSegmenter segmenter = TextSegmenter.forLanguage("en");
    List<TextSpan> tokens =
        segmenter.sentences(text).stream()
            .flatMap(sentence -> segmenter.tokens(text, sentence).stream())
            .toList();
    // I, can't, stand, études, the cook with the comma, really with the full stop
    boolean[] marked = {false, true, false, false, true, false};
    boolean[] marks = WordMarks.of(tokens, WordMarks.words(text), marked);
    for (int i = 0; i < tokens.size(); i++) {
      int begin = tokens.get(i).begin();
      boolean expected = text.startsWith("can't", begin) || text.startsWith("n't", begin);
      expected |= text.startsWith("👩", begin) || text.startsWith(",", begin);
      expected |= text.startsWith("'t", begin);
      assertThat(marks[i]).as(tokens.get(i).of(text)).isEqualTo(expected);
    }
    assertThat(tokens).hasSizeGreaterThan(6);
  }

  @Test
  void aTokenThatOnlyTouchesAMarkedWordIsNotMarked() {
    List<TextSpan> words = List.of(new TextSpan(2, 4), new TextSpan(4, 6));
    List<TextSpan> tokens =
        List.of(
            new TextSpan(0, 2),
            new TextSpan(2, 4),
            new TextSpan(4, 6),
            new TextSpan(6, 7),
            new TextSpan(7, 8));
    assertThat(WordMarks.of(tokens, words, new boolean[] {true, false}))
        .containsExactly(false, true, false, false, false);
    assertThat(WordMarks.of(tokens, words, new boolean[] {false, true}))
        .containsExactly(false, false, true, false, false);
  }
}
