package io.github.safr.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.type.Sentence;
import io.github.safr.type.Token;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenNlpSegmenterTest {

  private static final String TOKEN_MODEL = "opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin";
  private static final String SENTENCE_MODEL = "opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";

  @Test
  void addsSentencesAndTokens() throws Exception {
    JCas jcas = Documents.of("The room was clean. We didn't sleep!");

    segment(jcas);

    assertThat(Documents.texts(jcas, Sentence.class))
        .containsExactly("The room was clean.", "We didn't sleep!");
    assertThat(Documents.texts(jcas, Token.class))
        .containsExactly("The", "room", "was", "clean", ".", "We", "did", "n't", "sleep", "!");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t\u00A0 "})
  void addsNothingToBlankText(String text) throws Exception {
    JCas jcas = Documents.of(text);

    segment(jcas);

    assertThat(Documents.all(jcas, Sentence.class)).isEmpty();
    assertThat(Documents.all(jcas, Token.class)).isEmpty();
  }

  @Test
  void addsNothingWithoutText() throws Exception {
    JCas jcas = Documents.of(null);

    segment(jcas);

    assertThat(Documents.all(jcas, Token.class)).isEmpty();
  }

  @Test
  void makesForeignTypes() throws Exception {
    JCas jcas = Documents.of("Good. Bad.");

    segment(
        jcas,
        OpenNlpSegmenter.PARAM_SENTENCE_TYPE,
        "foreign.Paragraph",
        OpenNlpSegmenter.PARAM_TOKEN_TYPE,
        "foreign.Word");

    assertThat(foreign(jcas, "foreign.Paragraph")).containsExactly("Good.", "Bad.");
    assertThat(foreign(jcas, "foreign.Word")).containsExactly("Good", ".", "Bad", ".");
  }

  @Test
  void takesModelsFromFileUrlAndClassPath(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("tokens of ours.bin");
    URL onClassPath = getClass().getResource("/" + TOKEN_MODEL);
    Files.write(file, onClassPath.openStream().readAllBytes());
    List<String> locations =
        List.of(file.toString(), onClassPath.toString(), "classpath:" + TOKEN_MODEL);

    for (String location : locations) {
      JCas jcas = Documents.of("It works, though.");
      jcas.setDocumentLanguage("xx");
      segment(
          jcas,
          OpenNlpSegmenter.PARAM_TOKEN_MODEL_LOCATION,
          location,
          OpenNlpSegmenter.PARAM_SENTENCE_MODEL_LOCATION,
          "classpath:/" + SENTENCE_MODEL);
      assertThat(Documents.all(jcas, Token.class)).as(location).hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1/tokens.bin",
        "HTTPS://localhost:1/tokens.bin",
        "jar:https://localhost:1/models.jar!/tokens.bin",
        "ftp://localhost:1/tokens.bin",
        "file://server/tokens.bin",
        "jar:file://server/models.jar!/tokens.bin"
      })
  void modelsOnOtherMachinesAreRefused(String location) throws Exception {
    JCas jcas = Documents.of("It works.");
    assertThatThrownBy(() -> segment(jcas, OpenNlpSegmenter.PARAM_TOKEN_MODEL_LOCATION, location))
        .rootCause()
        .hasMessageContaining("is on another machine, and nothing is read from there");
  }

  @Test
  void aParameterOverridesTheLanguageOfTheDocument() throws Exception {
    JCas jcas = Documents.of("It works.");
    jcas.setDocumentLanguage("xx");

    segment(jcas, OpenNlpSegmenter.PARAM_LANGUAGE, "en");

    assertThat(Documents.all(jcas, Token.class)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x-unspecified", "en", "en-GB", "EN"})
  void takesTheEnglishModelsUnlessTheDocumentSaysOtherwise(String language) throws Exception {
    JCas jcas = Documents.of("One sentence. Another one.");
    jcas.setDocumentLanguage(language);

    segment(jcas);

    assertThat(Documents.all(jcas, Sentence.class)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"xx,xx", "XX-yy,xx", "deu,deu", "<b>secret</b>,?"})
  void saysThatADocumentIsInALanguageWithoutModels(String language, String told) throws Exception {
    JCas jcas = Documents.of("Un mot.");
    jcas.setDocumentLanguage(language);

    assertThatThrownBy(() -> segment(jcas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll("'" + told + "'", "opennlp-models-", "set 'language'")
        .hasMessageNotContaining("secret");
    assertThat(Documents.all(jcas, Token.class)).isEmpty();
  }

  @Test
  void saysAtTheStartThatALanguageHasNoModels() {
    assertThatThrownBy(
            () -> createEngine(OpenNlpSegmenter.class, OpenNlpSegmenter.PARAM_LANGUAGE, "xx"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("opennlp-models-sentdetect-xx");
  }

  @Test
  void saysThatAModelIsMissing() {
    assertThatThrownBy(
            () ->
                createEngine(
                    OpenNlpSegmenter.class,
                    OpenNlpSegmenter.PARAM_LANGUAGE,
                    "en",
                    OpenNlpSegmenter.PARAM_TOKEN_MODEL_LOCATION,
                    "nowhere.bin"))
        .hasStackTraceContaining("There is nothing at 'nowhere.bin'.");
  }

  @Test
  void saysThatATypeIsMissingOrNoAnnotation() throws Exception {
    JCas jcas = Documents.of("Good.");

    assertThatThrownBy(() -> segment(jcas, OpenNlpSegmenter.PARAM_TOKEN_TYPE, "foreign.Nothing"))
        .hasMessageContainingAll("'foreign.Nothing'", "'tokenType'");
    assertThatThrownBy(() -> segment(jcas, OpenNlpSegmenter.PARAM_SENTENCE_TYPE, "foreign.Note"))
        .hasMessageContainingAll("'foreign.Note'", "no annotation");
  }

  private static void segment(JCas jcas, Object... parameters) throws Exception {
    createEngine(OpenNlpSegmenter.class, parameters).process(jcas);
  }

  private static List<String> foreign(JCas jcas, String type) {
    return jcas.<Annotation>select(jcas.getTypeSystem().getType(type))
        .map(Annotation::getCoveredText)
        .toList();
  }
}
