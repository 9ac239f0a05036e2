package io.github.safr.interop;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.SafrExplanations;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.SafrModel;
import io.github.safr.network.Objective;
import io.github.safr.testing.CasContent;
import io.github.safr.training.EncoderKind;
import io.github.safr.training.TrainingJob;
import io.github.safr.training.TrainingListener;
import io.github.safr.training.TrainingOptions;
import io.github.safr.uima.SafrPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.util.CasCreationUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same engines in another language and with other labels than the bundled models have: a model
 * that was trained on German letters, with three labels.
 */
class GermanModelTest {

  private static final String SENTENCE = "io.github.safr.type.Sentence";
  private static final String TOKEN = "io.github.safr.type.Token";
  private static final String SENTENCE_MODEL = "opennlp-de-ud-gsd-sentence-1.3-2.5.4.bin";
  private static final String TOKEN_MODEL = "opennlp-de-ud-gsd-tokens-1.3-2.5.4.bin";

  private static final List<String> SENTENCES =
      List.of(
          "Ich frage Dr. Müller wegen Sprechstunde und Absage.",
          "Außerdem geht es auf Seite Nr. 12 um Gebühr und Mahnung!",
          "Schreiben Sie mir, z. B. morgen früh, über Schilddrüse und Blutwerte?");

  private static final String TEXT =
      SENTENCES.get(0) + " " + SENTENCES.get(1) + "\n\n" + SENTENCES.get(2) + "\n";

  @TempDir static Path folder;
  private static Path directory;
  private static SafrModel model;

  @BeforeAll
  static void train() throws Exception {
    directory = folder.resolve("letters");
    TrainingOptions options =
        TrainingOptions.builder(Objective.CORRECTED, EncoderKind.WORD)
            .name("letters")
            .language("de")
            .learningRate(1e-3)
            .epochs(10)
            .patience(10)
            .seed(1)
            .build();
    new TrainingJob(
            options,
            List.of(GermanLetters.write(folder.resolve("train.tsv"), 1)),
            GermanLetters.write(folder.resolve("dev.tsv"), 2),
            directory)
        .run(false, TrainingListener.SILENT);
    model = SafrModel.load(directory, DeviceChoice.AUTO);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void theLanguageIsAParameter() throws Exception {
    CAS cas =
        annotated(
            SafrPipeline.withModel(directory.toString()).language("de").description(),
            "x-unspecified");

    assertRight(cas);
  }

  @Test
  void theLanguageIsThatOfTheCas() throws Exception {
    CAS cas = annotated(SafrPipeline.description(directory.toString()), "de");

    assertRight(cas);
  }

  @Test
  void modelsOfALanguageAreNamed() throws Exception {
    Path tokens = folder.resolve("tokens of the practice.bin");
    Files.write(
        tokens, GermanModelTest.class.getResourceAsStream("/" + TOKEN_MODEL).readAllBytes());
    AggregateBuilder pipeline = new AggregateBuilder();
    pipeline.add(
        createEngineDescription(
            "io.github.safr.uima.OpenNlpSegmenter",
            "sentenceModelLocation",
            "classpath:" + SENTENCE_MODEL,
            "tokenModelLocation",
            tokens.toString()));
    pipeline.add(
        SafrPipeline.withModel(directory.toString())
            .withTokensOf(TOKEN)
            .unitType(SENTENCE)
            .description());

    CAS cas = annotated(pipeline.createAggregateDescription(), "x-unspecified");

    assertRight(cas);
  }

  @Test
  void allWaysToGermanEndAtTheSameAnnotations() throws Exception {
    CAS byParameter =
        annotated(SafrPipeline.withModel(directory.toString()).language("de").description(), "de");
    CAS byCas = annotated(SafrPipeline.description(directory.toString()), "de");

    assertThat(CasContent.of(byParameter)).isEqualTo(CasContent.of(byCas));
  }

  private static void assertRight(CAS cas) {
    assertThat(texts(cas, SENTENCE)).isEqualTo(SENTENCES);
    assertThat(texts(cas, TOKEN))
        .containsExactly(
            ("Ich frage Dr. Müller wegen Sprechstunde und Absage . "
                    + "Außerdem geht es auf Seite Nr . 12 um Gebühr und Mahnung ! "
                    + "Schreiben Sie mir , z . B. morgen früh , über Schilddrüse und Blutwerte ?")
                .split(" "));
    assertThat(model.labels()).isEqualTo(GermanLetters.labels());
    Decisions.assertOfModel(cas, model, SENTENCE, TOKEN);
    List<ExplainedUnit> units = SafrExplanations.of(cas).units();
    assertThat(units)
        .extracting(ExplainedUnit::label)
        .containsExactly("Termin", "Rechnung", "Befund");
    assertThat(units)
        .allSatisfy(
            unit ->
                assertThat(GermanLetters.wordsOf(unit.label()))
                    .contains(unit.importantTokens().get(0).text()));
  }

  private static List<String> texts(CAS cas, String type) {
    List<String> texts = new ArrayList<>();
    for (AnnotationFS annotation : cas.<Annotation>select(type)) {
      texts.add(TEXT.substring(annotation.getBegin(), annotation.getEnd()));
    }
    return texts;
  }

  private static CAS annotated(AnalysisEngineDescription pipeline, String language)
      throws Exception {
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(pipeline);
    try {
      CAS cas = CasCreationUtils.createCas(pipeline);
      cas.setDocumentLanguage(language);
      cas.setDocumentText(TEXT);
      engine.process(cas);
      return cas;
    } finally {
      engine.destroy();
    }
  }
}
