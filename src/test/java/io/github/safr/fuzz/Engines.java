package io.github.safr.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelException;
import io.github.safr.testing.PieceModel;
import io.github.safr.testing.TinyModel;
import io.github.safr.type.Classification;
import io.github.safr.type.CorrelatedTokens;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.NeuronAllocation;
import io.github.safr.uima.SafrExplainer;
import io.github.safr.uima.SafrPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.uima.UIMAException;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;

/** Pipelines on two small models, one of words and one of word pieces, that explain everything. */
final class Engines implements AutoCloseable {

  /** Logs every failure with its stack, and failures are what is looked for here. */
  private static final Logger UIMA = Logger.getLogger("org.apache.uima");

  private final Level loudness = UIMA.getLevel();
  private final Scratch scratch = new Scratch();
  private final List<AnalysisEngine> engines = new ArrayList<>();
  private final List<String> models = new ArrayList<>();

  Engines(List<UnaryOperator<SafrPipeline>> ways) {
    UIMA.setLevel(Level.OFF);
    try {
      for (Path model :
          List.of(TinyModel.write(scratch.folder()), PieceModel.write(scratch.folder()))) {
        models.add(ModelDirectory.manifestOf(model.toString()).id());
        for (UnaryOperator<SafrPipeline> way : ways) {
          SafrPipeline pipeline = SafrPipeline.withModel(model.toString()).device("cpu");
          pipeline.explaining(
              SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS, 0, SafrExplainer.PARAM_MAX_PAIRS, 0);
          engines.add(UIMAFramework.produceAnalysisEngine(way.apply(pipeline).description()));
        }
      }
    } catch (UIMAException e) {
      throw new IllegalStateException(e);
    }
  }

  List<AnalysisEngine> all() {
    return engines;
  }

  List<String> models() {
    return models;
  }

  /** What the engines may throw: messages of ours, and nothing that went wrong unforeseen. */
  static void checkFailure(AnalysisEngineProcessException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      assertThat(cause)
          .isInstanceOfAny(
              AnalysisEngineProcessException.class,
              ModelException.class,
              IllegalArgumentException.class);
    }
    assertThat(e.getMessage()).endsWith(".").doesNotContain("failed on a document");
  }

  /** What holds for annotations of ours, but for those that were there before. */
  static void checkOutput(JCas jcas, Set<FeatureStructure> before) {
    int length = jcas.getDocumentText() == null ? 0 : jcas.getDocumentText().length();
    Stream.of(
            Classification.class,
            ImportantToken.class,
            CorrelatedTokens.class,
            NeuronAllocation.class)
        .flatMap(type -> jcas.select(type).map(Annotation.class::cast))
        .filter(annotation -> !before.contains(annotation))
        .forEach(
            annotation -> {
              assertThat(annotation.getBegin()).isBetween(0, annotation.getEnd());
              assertThat(annotation.getEnd()).isLessThanOrEqualTo(length);
            });
    jcas.select(ImportantToken.class)
        .filter(token -> !before.contains(token))
        .forEach(token -> checkContains(token.getClassification(), token));
    jcas.select(NeuronAllocation.class)
        .filter(token -> !before.contains(token))
        .forEach(token -> checkContains(token.getClassification(), token));
    jcas.select(CorrelatedTokens.class)
        .filter(pair -> !before.contains(pair))
        .forEach(
            pair -> {
              checkContains(pair.getClassification(), pair);
              checkContains(pair, pair.getFirst());
              checkContains(pair, pair.getSecond());
            });
  }

  private static void checkContains(Annotation whole, Annotation part) {
    assertThat(part.getBegin()).isGreaterThanOrEqualTo(whole.getBegin());
    assertThat(part.getEnd()).isLessThanOrEqualTo(whole.getEnd());
  }

  @Override
  public void close() throws IOException {
    engines.forEach(AnalysisEngine::destroy);
    UIMA.setLevel(loudness);
    scratch.close();
  }
}
