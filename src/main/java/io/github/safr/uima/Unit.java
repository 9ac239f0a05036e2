package io.github.safr.uima;

import io.github.safr.failure.UimaFailures;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Type;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;

/**
 * What is classified as one: an annotation with the tokens that it covers.
 *
 * @param annotation covers the unit
 * @param tokens the tokens inside, in the order of the text, at least one; empty ones do not count
 */
record Unit<A extends Annotation>(A annotation, List<Annotation> tokens) {

  /** Units may overlap, but documents come from strangers, and each unit holds its tokens. */
  private static final int MOST_LAYERS = 16;

  private static final int FEW_TOKENS = 1_000_000;

  /**
   * Those of the annotations that cover tokens.
   *
   * @throws AnalysisEngineProcessException if annotations or tokens lie outside of the text,
   *     annotations end before they begin, or overlap too often
   */
  static <A extends Annotation> List<Unit<A>> of(JCas jcas, List<A> annotations, Type tokenType)
      throws AnalysisEngineProcessException {
    int length = jcas.getDocumentText() == null ? 0 : jcas.getDocumentText().length();
    long room =
        Math.max(FEW_TOKENS, (long) MOST_LAYERS * jcas.getAnnotationIndex(tokenType).size());
    List<Unit<A>> units = new ArrayList<>();
    for (A annotation : annotations) {
      if (annotation.getBegin() < 0
          || annotation.getEnd() > length
          || annotation.getBegin() > annotation.getEnd()) {
        throw UimaFailures.inDocument(
            "A unit of type '"
                + annotation.getType().getName()
                + "' lies outside of the text, or ends before it begins. Write the document again.",
            null);
      }
      List<Annotation> tokens =
          jcas.<Annotation>select(tokenType)
              .coveredBy(annotation.getBegin(), annotation.getEnd())
              .filter(token -> token.getBegin() < token.getEnd())
              .toList();
      room -= tokens.size();
      if (room < 0) {
        throw UimaFailures.inDocument(
            "Units lie inside one another so often that their tokens come to more than "
                + MOST_LAYERS
                + " times those of the document. Name a type of units that do not overlap.",
            null);
      }
      if (!tokens.isEmpty()) {
        units.add(new Unit<>(annotation, tokens));
      }
    }
    return units;
  }

  /** The texts of the tokens, as a model reads them. */
  List<String> texts() {
    return tokens.stream().map(Annotation::getCoveredText).toList();
  }
}
