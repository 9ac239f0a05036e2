package io.github.safr.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.testing.TinyModel;
import io.github.safr.type.Classification;
import io.github.safr.type.CorrelatedTokens;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.NeuronAllocation;
import io.github.safr.type.Sentence;
import io.github.safr.type.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engines with a network that works, on text with units longer than its windows. */
class RealModelTest {

  private static final String TEXT =
      "I liked the film. It wasn't bad, and it was very, very good, and the film was not "
          + "the film that I liked, but good and good and good. 👍🏽 Good!";

  private static String model;

  @BeforeAll
  static void writeModel(@TempDir Path directory) {
    model = TinyModel.write(directory).toString();
  }

  @Test
  void everyTokenIsExplained() throws Exception {
    JCas jcas = annotated();

    List<Classification> classifications = Documents.all(jcas, Classification.class);
    assertThat(classifications)
        .extracting(Classification::getCoveredText)
        .isEqualTo(Documents.texts(jcas, Sentence.class));
    for (Classification classification : classifications) {
      List<ImportantToken> important = partsOf(classification, ImportantToken.class);
      assertThat(important)
          .extracting(ImportantToken::getCoveredText)
          .containsExactlyElementsOf(
              jcas.select(Token.class)
                  .coveredBy(classification)
                  .map(Token::getCoveredText)
                  .toList());
      assertThat(important)
          .allSatisfy(token -> assertThat(token.getImportance()).isBetween(0.0, 1.0));
      assertThat(important)
          .extracting(ImportantToken::getRank)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, important.size()).boxed().toList());
      assertThat(IntStream.range(0, 2).mapToDouble(classification.getProbabilities()::get).sum())
          .isCloseTo(1, within(1e-6));
      assertThat(classification.getConfidence()).isBetween(0.5, 1.0);
      assertThat(partsOf(classification, NeuronAllocation.class))
          .hasSizeGreaterThanOrEqualTo(important.size());
      assertThat(partsOf(classification, CorrelatedTokens.class))
          .hasSizeLessThanOrEqualTo(5)
          .allMatch(pair -> pair.getFirst().getBegin() < pair.getSecond().getBegin());
    }
  }

  @Test
  void enginesOnTheirOwnSayTheSame() throws Exception {
    JCas together = annotated();
    JCas apart = document();

    AnalysisEngine classifier =
        createEngine(
            SafrClassifier.class,
            SafrClassifier.PARAM_MODEL_LOCATION,
            model,
            SafrClassifier.PARAM_DEVICE,
            "cpu");
    AnalysisEngine explainer =
        createEngine(
            SafrExplainer.class,
            SafrExplainer.PARAM_MODEL_LOCATION,
            model,
            SafrExplainer.PARAM_DEVICE,
            "cpu",
            SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS,
            0);
    SimplePipeline.runPipeline(apart, createEngineDescription(OpenNlpSegmenter.class));
    SimplePipeline.runPipeline(apart, classifier, explainer);
    classifier.destroy();
    explainer.destroy();

    Said.of(apart).assertSame(Said.of(together));
  }

  @Test
  void threadsSayTheSame() throws Exception {
    Said alone = Said.of(annotated());
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Future<Said>> others = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        others.add(pool.submit(() -> Said.of(annotated())));
      }
      for (Future<Said> other : others) {
        other.get(60, TimeUnit.SECONDS).assertSame(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static JCas document() throws Exception {
    return Documents.of(TEXT);
  }

  private static JCas annotated() throws Exception {
    JCas jcas = document();
    AnalysisEngine engine =
        createEngine(
            SafrPipeline.withModel(model)
                .device("cpu")
                .explaining(SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS, 0)
                .description());
    engine.process(jcas);
    engine.destroy();
    return jcas;
  }

  /** What classifier and explainer said: of what, and how much. */
  private record Said(List<String> texts, double[] numbers) {

    static Said of(JCas jcas) {
      List<String> texts = new ArrayList<>();
      DoubleStream.Builder numbers = DoubleStream.builder();
      for (Classification unit : Documents.all(jcas, Classification.class)) {
        texts.add(unit.getLabel());
        numbers.add(unit.getConfidence());
      }
      for (ImportantToken token : Documents.all(jcas, ImportantToken.class)) {
        texts.add(token.getCoveredText());
        numbers.add(token.getImportance());
      }
      for (CorrelatedTokens pair : Documents.all(jcas, CorrelatedTokens.class)) {
        texts.add(pair.getCoveredText());
        numbers.add(pair.getScore());
      }
      return new Said(texts, numbers.build().toArray());
    }

    void assertSame(Said other) {
      assertThat(texts).isEqualTo(other.texts);
      // Batches of other sizes round differently.
      assertThat(numbers).containsExactly(other.numbers, within(1e-5));
    }
  }

  private static <A extends Annotation> List<A> partsOf(
      Classification classification, Class<A> type) {
    return classification.getCAS().select(type).coveredBy(classification).toList();
  }
}
