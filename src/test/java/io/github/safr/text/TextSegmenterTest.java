package io.github.safr.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSegmenterTest {

  private final TextSegmenter segmenter = TextSegmenter.forLanguage("en");

  @Test
  void findsSentencesAndTheirTokens() {
    String text = "  The plot isn't new. Still, I laughed (twice)!\n";

    assertThat(sentences(text)).containsExactly("The plot isn't new.", "Still, I laughed (twice)!");
    assertThat(tokens(text))
        .containsExactly(
            "The", "plot", "is", "n't", "new", ".", "Still", ",", "I", "laughed", "(", "twice", ")",
            "!");
  }

  @Test
  void keepsTokensThatAreSeparatedAlready() {
    String text = "They 're `` lovely '' films , are n't they ? -LRB- I 'd say , I 'm sure -RRB-";

    assertThat(tokens(text)).containsExactly(text.split(" "));
  }

  @Test
  void cutsEnglishContractions() {
    assertThat(tokens("It isn't John's; we CAN’T stay, shouldn't've come, cannot go."))
        .containsExactly(
            "It", "is", "n't", "John", "'s", ";", "we", "CA", "N’T", "stay", ",", "should", "n't",
            "'ve", "come", ",", "can", "not", "go", ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n\n", "\r\n\r\n", "\n \t\n", "\r\r", "\u2029", "\n\f\n"})
  void endsSentencesAtBlankLines(String blankLine) {
    assertThat(sentences("What we thought" + blankLine + "All in all a good day"))
        .containsExactly("What we thought", "All in all a good day");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\t", "\u00A0"})
  void readsOnOverLineBreaks(String lineBreak) {
    assertThat(sentences("It was a good" + lineBreak + "day for us.")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n\t\u00A0\u2028\r\n"})
  void blankTextHasNoSentences(String text) {
    assertThat(segmenter.sentences(text)).isEmpty();
  }

  @Test
  void separatesPunctuationFromWordsOfOtherScripts() {
    assertThat(tokens("مرحبا بالعالم .")).containsExactly("مرحبا", "بالعالم", ".");
  }

  @Test
  void keepsCharactersWithWhatModifiesThem() {
    String family = "👨\u200D👩\u200D👧";
    assertThat(tokens("We " + family + " loved the cafe\u0301 !"))
        .containsExactly("We", family, "loved", "the", "cafe\u0301", "!");
  }

  @Test
  void aLongRunIsASentenceOfItsOwnAndItsLettersOneToken() {
    String word = "a".repeat(100_000);
    String text = "Before it. " + word + "!!! After it.";

    assertThat(sentences(text)).containsExactly("Before it.", word + "!!!", "After it.");
    assertThat(tokens(text)).contains(word, "!!!");
  }

  @Test
  void aSentenceLongerThanTheWindowStaysWhole() {
    String sentence = "and then we went on ".repeat(2_000) + "home.";

    assertThat(sentences(sentence + " It was late.")).containsExactly(sentence, "It was late.");
  }

  @Test
  void windowsDoNotShow() {
    String sentence = "The soup came late, the bread was cold. ";

    assertThat(sentences(sentence.repeat(1_000))).hasSize(1_000).containsOnly(sentence.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word ",
        "it's",
        "it's ",
        "a",
        ".",
        "?! ",
        "\uD83D\uDE00",
        "ab.",
        "x\u0301",
        " ",
        "\n"
      })
  void fiveMegabytesWithoutAnEndTakeSeconds(String part) {
    String text = part.repeat(5_000_000 / part.length());
    int characters =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () ->
                segmenter.sentences(text).stream()
                    .flatMap(sentence -> segmenter.tokens(text, sentence).stream())
                    .mapToInt(token -> token.end() - token.begin())
                    .sum());

    assertThat(characters).isEqualTo(text.replaceAll("\\s", "").length());
  }

  @Test
  void takesTheLanguageFromATag() {
    assertThat(TextSegmenter.forLanguage("en-GB").sentences("One. Two.")).hasSize(2);
  }

  @Test
  void saysWhichModelIsMissing() {
    assertThatThrownBy(() -> TextSegmenter.forLanguage("xx"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'xx'", "opennlp-models-sentdetect-xx");
  }

  @Test
  void saysWhichModelIsDamaged(@TempDir Path directory) throws Exception {
    URL damaged = Files.writeString(directory.resolve("damaged.bin"), "no model").toUri().toURL();

    assertThatThrownBy(() -> OpenNlpModels.tokenizerModel(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged.bin");
  }

  @Test
  void sharesModels() {
    assertThat(OpenNlpModels.sentenceModel("en")).isSameAs(OpenNlpModels.sentenceModel("en-US"));
  }

  private List<String> sentences(String text) {
    return segmenter.sentences(text).stream().map(sentence -> sentence.of(text)).toList();
  }

  private List<String> tokens(String text) {
    Stream<TextSpan> tokens =
        segmenter.sentences(text).stream()
            .flatMap(sentence -> segmenter.tokens(text, sentence).stream());
    return tokens.map(token -> token.of(text)).toList();
  }
}
