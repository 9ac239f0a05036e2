package io.github.safr.examples;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.uima.SafrPipeline;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.jcas.JCas;

/**
 * Builds a pipeline with uimaFIT, runs it over the files named on the command line, or over two
 * sentences of its own, and prints every decision with the words that spoke for it.
 */
public final class AnnotateInJava {

  private static final List<String> SENTENCES =
      List.of(
          "The food was wonderful and the staff could not have been kinder.",
          "I waited an hour for a cold, tasteless soup. Never again!");

  private AnnotateInJava() {}

  public static void main(String... files) throws Exception {
    List<String> texts = new ArrayList<>();
    for (String file : files) {
      texts.add(Files.readString(Path.of(file)));
    }
    annotate("en-sentiment", texts.isEmpty() ? SENTENCES : texts, System.out);
  }

  /** The model is the name of a bundled one, or the path of a directory that you trained. */
  static void annotate(String model, List<String> texts, PrintStream out) throws Exception {
    // One engine and one CAS for all texts: both are costly to make and cheap to use again.
    AnalysisEngine engine = AnalysisEngineFactory.createEngine(SafrPipeline.description(model));
    try {
      JCas jcas = engine.newJCas();
      for (String text : texts) {
        jcas.reset();
        jcas.setDocumentLanguage("en");
        jcas.setDocumentText(text);
        engine.process(jcas);
        jcas.select(Classification.class).forEach(decision -> print(decision, jcas, out));
      }
    } finally {
      engine.destroy(); // also closes the model
    }
  }

  private static void print(Classification decision, JCas jcas, PrintStream out) {
    List<String> words =
        jcas.select(ImportantToken.class)
            .filter(token -> token.getClassification() == decision)
            .filter(token -> token.getContribution() > 0)
            .sorted(Comparator.comparingInt(ImportantToken::getRank))
            .limit(3)
            .map(ImportantToken::getCoveredText)
            .toList();
    out.printf("%-8s %.2f  %s%n", decision.getLabel(), decision.getConfidence(), words);
    out.printf("    %s%n", decision.getCoveredText().replaceAll("\\s+", " "));
  }
}
